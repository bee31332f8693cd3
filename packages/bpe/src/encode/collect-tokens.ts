import type { Tokens } from "@turnwise/core";
import type { Workspace } from "./workspace.ts";

/** A text that has been written into a workspace. */
export interface WrittenText {
  /** Index of its first boundary, which stands at its begin. */
  readonly boundary: number;
  readonly segmentCount: number;
  /** Segments with a second boundary before their own, ascending: see `ExactPath.write`. */
  readonly inside: readonly number[];
  readonly controlTokensInData: number;
}

/** Reads the results of one call, text by text in the order in which they were written. */
export class TokenCollector {
  readonly #words: Int32Array;
  readonly #firstTokens: number;
  readonly #straddles: number;
  readonly #straddleCount: number;
  readonly #output: number;
  readonly #count: number;
  #straddle = 0;

  /** `count`: how many tokens the call has given. */
  constructor(workspace: Workspace, count: number) {
    this.#count = count;
    this.#words = workspace.kernel.words;
    this.#firstTokens = workspace.firstTokens;
    this.#straddles = workspace.straddles;
    this.#straddleCount = workspace.kernel.straddleCount;
    this.#output = workspace.output;
  }

  /** The ids alone; `next`: the text behind it, if there is one. */
  ids({ boundary }: WrittenText, next?: WrittenText): Int32Array {
    return this.#words.slice(this.#output + this.#firstTokenOf(boundary), this.#output + this.#endBefore(next));
  }

  collect(text: WrittenText, next?: WrittenText): Tokens {
    const { boundary, segmentCount, inside, controlTokensInData } = text;
    const words = this.#words;
    const start = this.#firstTokenOf(boundary);
    const end = this.#endBefore(next);
    const firstToken = new Int32Array(segmentCount + 1);
    let doubled = 0;
    for (let segment = 1; segment < segmentCount; segment++) {
      if (inside[doubled] === segment) doubled++;
      firstToken[segment] = this.#firstTokenOf(boundary + segment + doubled) - start;
    }
    firstToken[segmentCount] = end - start;
    const from = this.#straddle;
    while (this.#straddle < this.#straddleCount && (words[this.#straddles + this.#straddle] ?? 0) < end)
      this.#straddle++;
    const straddles = words.slice(this.#straddles + from, this.#straddles + this.#straddle);
    for (let index = 0; index < straddles.length; index++) straddles[index] = (straddles[index] ?? 0) - start;
    return {
      ids: this.ids(text, next),
      firstToken,
      straddles: inside.length === 0 ? straddles : this.#withInner(straddles, boundary, start, inside),
      controlTokensInData,
    };
  }

  #endBefore(next: WrittenText | undefined): number {
    return next === undefined ? this.#count : this.#firstTokenOf(next.boundary);
  }

  /** The first token that starts at or behind a boundary. */
  #firstTokenOf(boundary: number): number {
    return this.#words[this.#firstTokens + boundary] ?? 0;
  }

  /** Adds the tokens that begin or end within a character in which a segment begins. */
  #withInner(straddles: Int32Array, boundary: number, start: number, inside: readonly number[]): Int32Array {
    const all = new Set(straddles);
    for (const [index, segment] of inside.entries()) {
      const before = boundary + segment + index;
      const end = this.#firstTokenOf(before + 1);
      for (let token = this.#firstTokenOf(before); token < end; token++) all.add(token - start);
    }
    return Int32Array.from([...all].toSorted((one, other) => one - other));
  }
}
