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
  readonly classCount: number;
}

/** @throws {NotFollowed} if there would be more classes than a byte can number */
export function partitionCharacters(sets: Iterable<CodePointSet>): CharacterPartition {
  let partition: CharacterPartition = { starts: [0], classes: [0], classCount: 1 };
  for (const set of sets) partition = refine(partition, set);
  return partition;
}

const MOST_CLASSES = 200;
const MOST_RUNS = 100_000;

function refine(partition: CharacterPartition, set: CodePointSet): CharacterPartition {
  const newClasses = new Map<number, number>();
  const starts: number[] = [];
  const classes: number[] = [];
  let run = 0;
  let edge = 0;
  let place = 0;
  while (place < CODE_POINT_END) {
    if (partition.starts[run + 1] === place) run++;
    while (set[edge] === place) edge++;
    const isMember = edge % 2;
    const key = (partition.classes[run] ?? 0) * 2 + isMember;
    let newClass = newClasses.get(key);
    if (newClass === undefined) newClasses.set(key, (newClass = newClasses.size));
    starts.push(place);
    classes.push(newClass);
    place = Math.min(partition.starts[run + 1] ?? CODE_POINT_END, set[edge] ?? CODE_POINT_END);
  }
  if (newClasses.size > MOST_CLASSES || starts.length > MOST_RUNS)
    throw new NotFollowed("too many kinds of characters");
  return { starts, classes, classCount: newClasses.size };
}

/** Which classes a set holds, one byte for each; no set of the partition holds a class in part. */
export function classesOf(set: CodePointSet, partition: CharacterPartition): Uint8Array {
  const members = new Uint8Array(partition.classCount);
  let edge = 0;
  for (const [run, start] of partition.starts.entries()) {
    while ((set[edge] ?? CODE_POINT_END) <= start) edge++;
    if (edge % 2 === 1) members[partition.classes[run] ?? 0] = 1;
  }
  return members;
}
