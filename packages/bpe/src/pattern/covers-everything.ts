import { MATCH, NEXT_ROW } from "../kernel/layout.ts";
import type { Scanner } from "./scanner.ts";

/**
 * Whether a stage's pattern finds a match wherever it begins in whatever text, so that no character lies between two matches. It may say no
 * of a pattern that does.
 */
export function coversEverything(scanner: Scanner, stage: number): boolean {
  const { transitions, endClass } = scanner;
  const classes = new Set([...scanner.characterClasses, endClass]);
  const start = scanner.starts[stage] ?? 0;
  const seen = new Set([start]);
  for (const row of seen) {
    for (const each of classes) {
      const transition = transitions[row + each] ?? 0;
      if ((transition & MATCH) !== 0 || (row === start && each === endClass)) continue;
      const next = transition & NEXT_ROW;
      if (next === 0) return false;
      seen.add(next);
    }
  }
  return true;
}
