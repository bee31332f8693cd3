import { MATCH, MOST_STAGES, NEXT_ROW, NON_ASCII, RUN, SPECIAL } from "../kernel/layout.ts";
import { CODE_POINT_END } from "../unicode/code-point-set.ts";
import { type Automaton, stateCount } from "./automaton.ts";
import type { CharacterPartition } from "./character-partition.ts";
import { NotFollowed } from "./not-followed.ts";
import type { Scanner } from "./scanner.ts";

/**
 * Writes an automaton as the tables of `kernel/layout.ts`. `[a-z]+|[^a-z]` with its classes a-z (0), others (1), end (2), four words a row:
 *
 * ```
 * row        class 0            1            2            -
 *   0 dead   SPECIAL            SPECIAL      SPECIAL      SPECIAL
 *   4 start  SPECIAL RUN 8      12           SPECIAL      SPECIAL
 *   8 a-z    8                  SPECIAL MATCH             SPECIAL
 *  12 other  SPECIAL MATCH      (each of the three)       SPECIAL
 * ```
 *
 * RUN stands where a run of letters begins, not on the way that leads back to the same row: those who skip runs are done with it then, those who
 * do not are not held up at each letter.
 *
 * @throws {NotFollowed} if there are more stages than a kernel has room for
 */
export function writeScanner(automaton: Automaton, partition: CharacterPartition): Scanner {
  if (automaton.starts.length > MOST_STAGES) throw new NotFollowed("too many stages");
  const characterClasses = new Uint8Array(CODE_POINT_END);
  for (const [run, start] of partition.starts.entries()) {
    characterClasses.fill(partition.classes[run] ?? 0, start, partition.starts[run + 1] ?? CODE_POINT_END);
  }
  const byteClasses = new Uint8Array(256).fill(NON_ASCII);
  byteClasses.set(characterClasses.subarray(0, 128));

  const { classCount, transitions } = automaton;
  const letterClasses = new Set(byteClasses.subarray(0x61, 0x7b));
  const staysOnLetters = (state: number): boolean =>
    state > 0 && [...letterClasses].every((letterClass) => transitions[state * classCount + letterClass] === state * 2);

  const classShift = 32 - Math.clz32(classCount - 1);
  const words = new Int32Array(stateCount(automaton) << classShift).fill(SPECIAL);
  for (let state = 1; state < stateCount(automaton); state++) {
    for (let characterClass = 0; characterClass < classCount; characterClass++) {
      const transition = transitions[state * classCount + characterClass] ?? 0;
      const next = transition >> 1;
      const isRun = next !== state && staysOnLetters(next);
      const flags = (transition & 1 ? MATCH : 0) | (isRun ? RUN : 0);
      words[(state << classShift) + characterClass] =
        (flags || next === 0 ? SPECIAL | flags : 0) | (next << classShift);
    }
  }
  if (words.length > NEXT_ROW) throw new NotFollowed("too large tables");
  return {
    byteClasses,
    characterClasses,
    classShift,
    endClass: classCount - 1,
    transitions: words,
    starts: Int32Array.from(automaton.starts, (state) => state << classShift),
  };
}
