import type { Rendering, Tokens } from "@turnwise/core";

/** Collects tokens in order; the one place that appends to the parallel columns. */
export class TokenColumns {
  readonly #ids: number[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  /** `[start, end)`: from the character that holds the token's first byte to behind the one that holds its last. */
  append(id: number, start: number, end: number): void {
    this.#ids.push(id);
    this.#starts.push(start);
    this.#ends.push(end);
  }

  /** Gives each token the segment that it starts in. */
  finish(rendering: Rendering, controlTokensInData: number): { readonly tokens: Tokens; readonly starts: Int32Array } {
    const segmentEnds = rendering.segments.end;
    const firstToken = new Int32Array(rendering.segmentCount + 1);
    const straddles: number[] = [];
    let token = 0;
    for (let segment = 0; segment < rendering.segmentCount; segment++) {
      firstToken[segment] = token;
      const end = segmentEnds[segment] ?? 0;
      for (; token < this.#ids.length && (this.#starts[token] ?? 0) < end; token++) {
        if ((this.#ends[token] ?? 0) > end) straddles.push(token);
      }
    }
    firstToken[rendering.segmentCount] = this.#ids.length;
    return {
      tokens: {
        ids: Int32Array.from(this.#ids),
        firstToken,
        straddles: Int32Array.from(straddles),
        controlTokensInData,
      },
      starts: Int32Array.from(this.#starts),
    };
  }
}
