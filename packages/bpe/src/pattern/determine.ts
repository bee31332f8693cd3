import { contains } from "../unicode/code-point-set.ts";
import type { Automaton } from "./automaton.ts";
import type { Program } from "./build-program.ts";
import type { CharacterPartition } from "./character-partition.ts";
import { NotFollowed } from "./not-followed.ts";

/**
 * Makes one automaton of several programs. A state is the list of the steps at which a backtracking engine may be, in the order of its preference;
 * with the next character known, whatever comes behind a match in that order would never be tried. So the last match found is the engine's own.
 *
 * ```
 * \s+(?!\S)|\s+   on "  x":   [\s of the first, \s of the second] ─space→ [more or look, more or match] ─space, match→ [more or look] ─x→ dead
 * ```
 *
 * @throws {NotFollowed} if it would be too large
 */
export function determine(programs: readonly Program[], partition: CharacterPartition): Automaton {
  const classCount = partition.representatives.length + 1;
  const transitions: number[] = Array.from({ length: classCount }, () => 0);
  const starts: number[] = [];
  let work = MOST_WORK;

  for (const program of programs) {
    const allowed = allowedClasses(program, partition);
    const states = new Map<string, number>();
    const lists: (readonly number[])[] = [];
    const first = transitions.length / classCount;
    const stateOf = (list: readonly number[]): number => {
      if (list.length === 0) return 0;
      const key = list.join();
      const known = states.get(key);
      if (known !== undefined) return known;
      if (first + lists.length > MOST_STATES) throw new NotFollowed("too many states");
      const state = first + lists.push(list) - 1;
      states.set(key, state);
      return state;
    };

    const seen = new Uint32Array(program.steps.length);
    const listed = new Uint32Array(program.steps.length);
    let pass = 0;
    const advance = (list: readonly number[], characterClass: number): number => {
      pass++;
      const next: number[] = [];
      const stack = list.toReversed();
      for (let number = stack.pop(); number !== undefined; number = stack.pop()) {
        if (seen[number] === pass) continue;
        seen[number] = pass;
        if (--work < 0) throw new NotFollowed("too much work");
        const step = program.steps[number];
        switch (step?.kind) {
          case undefined:
            break;
          case "match":
            return stateOf(next) * 2 + 1;
          case "fork":
            stack.push(step.second, step.first);
            break;
          case "look":
            if (allowed[number]?.[characterClass] === 1) stack.push(step.next);
            break;
          case "character":
            if (allowed[number]?.[characterClass] !== 1 || listed[step.next] === pass) break;
            listed[step.next] = pass;
            next.push(step.next);
            break;
          default:
            step satisfies never;
        }
      }
      return stateOf(next) * 2;
    };

    starts.push(stateOf([program.start]));
    for (let index = 0; index < lists.length; index++) {
      const list = lists[index] ?? [];
      for (let characterClass = 0; characterClass < classCount; characterClass++)
        transitions.push(advance(list, characterClass));
    }
  }
  return { classCount, transitions, starts };
}

const MOST_STATES = 4000;
const MOST_WORK = 10_000_000;

/** For each step that asks for the next character: the classes that it lets pass, the end of the text being the last. */
function allowedClasses(program: Program, { representatives }: CharacterPartition): readonly (Uint8Array | null)[] {
  return program.steps.map((step) => {
    if (step.kind !== "character" && step.kind !== "look") return null;
    const atEnd = step.kind === "look" && step.atEnd;
    return Uint8Array.from([
      ...representatives.map((codePoint) => (contains(step.set, codePoint) ? 1 : 0)),
      atEnd ? 1 : 0,
    ]);
  });
}
