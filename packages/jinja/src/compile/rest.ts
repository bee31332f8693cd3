import type { Execute, Frame } from "./frame.ts";

/** What is left to do behind a top-level statement: the statements of its list from an index on, then what follows that list. */
export interface Rest {
  readonly steps: readonly Execute[];
  readonly from: number;
  /** Leaves the scope of the list. */
  readonly leave: ((frame: Frame) => void) | null;
  readonly next: Rest | null;
}

export function runRest(rest: Rest, frame: Frame): void {
  for (let part: Rest | null = rest; part !== null; part = part.next) {
    for (let index = part.from; index < part.steps.length; index++) part.steps[index]?.(frame);
    part.leave?.(frame);
  }
}
