import type { TokenRun } from "../spool/token-reader.ts";

const SMALLEST = 1 << 14;

/** Memory for the examples of one row, used again for the next: a typed array of its own for each example costs more than filling it. */
export class RunRoom {
  #ids = new Int32Array(SMALLEST);
  #weights = new Float32Array(SMALLEST);
  #taken = 0;

  /** Everything that was taken may be overwritten from now on. */
  clear(): void {
    this.#taken = 0;
  }

  /** Room for `count` tokens. */
  take(count: number): TokenRun {
    if (this.#taken + count > this.#ids.length) {
      // What was taken keeps the old memory.
      const size = 2 * Math.max(this.#ids.length, count);
      this.#ids = new Int32Array(size);
      this.#weights = new Float32Array(size);
      this.#taken = 0;
    }
    const [start, end] = [this.#taken, this.#taken + count];
    this.#taken = end;
    return { ids: this.#ids.subarray(start, end), weights: this.#weights.subarray(start, end) };
  }
}
