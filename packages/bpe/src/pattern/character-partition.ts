import { CODE_POINT_END, type CodePointSet } from "../unicode/code-point-set.ts";
import { NotFollowed } from "./not-followed.ts";

/**
 * All code points, in classes that no set of a pattern tells apart, as runs: run i, of class `classes[i]`, begins at `starts[i]` and ends where the
 * next begins.
 *
 * ```
 * sets [a-z] and [x]:   starts   0  a  x  y  {
 *                       classes  0  1  2  1  0
 * ```
 */
export interface CharacterPartition {
  readonly starts: readonly number[];
  readonly classes: readonly number[];
  /** A code point of each class. */
  readonly representatives: readonly number[];
}

/** @throws {NotFollowed} if there would be more classes than a byte can number */
export function partitionCharacters(sets: Iterable<CodePointSet>): CharacterPartition {
  let partition: CharacterPartition = { starts: [0], classes: [0], representatives: [0] };
  // The small ones first, while there are few runs to go through.
  for (const set of [...sets].toSorted((left, right) => left.length - right.length)) partition = refine(partition, set);
  return partition;
}

const MOST_CLASSES = 200;
const MOST_RUNS = 100_000;

function refine(
  { starts: oldStarts, classes: oldClasses, representatives: old }: CharacterPartition,
  set: CodePointSet,
): CharacterPartition {
  const newClasses = new Int32Array(old.length * 2).fill(-1);
  const starts: number[] = [];
  const classes: number[] = [];
  const representatives: number[] = [];
  let run = 0;
  let nextRun = oldStarts[1] ?? CODE_POINT_END;
  let edge = 0;
  let nextEdge = set[0] ?? CODE_POINT_END;
  let place = 0;
  while (place < CODE_POINT_END) {
    if (place === nextRun) nextRun = ++run + 1 < oldStarts.length ? (oldStarts[run + 1] ?? 0) : CODE_POINT_END;
    if (place === nextEdge) nextEdge = ++edge < set.length ? (set[edge] ?? 0) : CODE_POINT_END;
    const key = (oldClasses[run] ?? 0) * 2 + (edge & 1);
    let newClass = newClasses[key] ?? -1;
    if (newClass < 0) newClasses[key] = newClass = representatives.push(place) - 1;
    starts.push(place);
    classes.push(newClass);
    place = nextRun < nextEdge ? nextRun : nextEdge;
  }
  if (representatives.length > MOST_CLASSES || starts.length > MOST_RUNS)
    throw new NotFollowed("too many kinds of characters");
  return { starts, classes, representatives };
}
