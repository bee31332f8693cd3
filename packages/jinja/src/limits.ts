import { LimitError } from "./errors.ts";

/** What a template may use up. Text is counted in UTF-16 code units. */
export interface Limits {
  /** Length of the source. */
  readonly source: number;
  /** How deep expressions and statements nest. */
  readonly nesting: number;
  /** Evaluated statements, calls, items looked at and units of text looked through, each of which costs at least one. */
  readonly steps: number;
  /** Length of the rendered text, and of any text on the way there. */
  readonly text: number;
  /** Items of one list. */
  readonly items: number;
  /** How deep macros, recursive loops and nested values go. */
  readonly depth: number;
}

export const DEFAULT_LIMITS: Limits = {
  source: 1_000_000,
  nesting: 200,
  steps: 12_000_000,
  text: 64_000_000,
  items: 5_000_000,
  depth: 200,
};

/** Counts what one rendering uses. */
export class Budget {
  readonly limits: Limits;
  readonly #allowed: number;
  #steps: number;
  #depth = 0;

  /** @param steps how many of its steps there are, if not all of them */
  constructor(limits: Limits, steps: number = limits.steps) {
    this.limits = limits;
    this.#allowed = steps;
    this.#steps = steps;
  }

  /** Steps spent so far. */
  get spent(): number {
    return this.#allowed - this.#steps;
  }

  /** @throws {LimitError} once the steps are used up */
  spend(steps: number): void {
    this.#steps -= steps;
    if (this.#steps < 0) throw new LimitError(`the template takes more than ${this.#allowed} steps`);
  }

  /**
   * Asks before a text of this length is made, and spends a step for every 16 units of it.
   *
   * @throws {LimitError}
   */
  text(length: number): void {
    if (!(length <= this.limits.text))
      throw new LimitError(`the template makes a text longer than ${this.limits.text}`);
    this.spend(length >>> 4);
  }

  /**
   * Asks before a list of this length is made, and spends a step for every item.
   *
   * @throws {LimitError}
   */
  items(length: number): void {
    if (!(length <= this.limits.items))
      throw new LimitError(`the template makes a list of more than ${this.limits.items} items`);
    this.spend(length);
  }

  /** Runs one level deeper. @throws {LimitError} */
  deeper<T>(run: () => T): T {
    if (++this.#depth > this.limits.depth)
      throw new LimitError(`the template nests deeper than ${this.limits.depth} levels`);
    try {
      return run();
    } finally {
      this.#depth--;
    }
  }
}
