import { firstAbove } from "./sorted-search.ts";

/** Where the template's own control tokens stand: nothing else may match into such a range. Ascending, without overlap. */
export class ReservedRanges {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  /** Ranges come in order. */
  add(start: number, end: number): void {
    this.#starts.push(start);
    this.#ends.push(end);
  }

  /** Whether `[start, end)` is one of the ranges. */
  has(start: number, end: number): boolean {
    const range = firstAbove(this.#ends, start);
    return this.#starts[range] === start && this.#ends[range] === end;
  }

  /** Whether `[start, end)` touches none of them. */
  isFree(start: number, end: number): boolean {
    return (this.#starts[firstAbove(this.#ends, start)] ?? end) >= end;
  }
}
