/** Finds where the words of a text end, some thousands at a time, so that they are still in the cache when they are looked up. */
export interface WordSource {
  /** Begins at `start` of a memory, as bytes and as words; `bytes[end]` may be written for the time of a `next`, and is restored. */
  begin(bytes: Uint8Array, words: Int32Array, start: number, end: number): void;
  /** Writes the addresses of the next words' ends, at least two if there are as many. @returns how many, 0 at the end of the text */
  next(ends: Int32Array): number;
}

/** A piece that is one word. */
export class WholePiece implements WordSource {
  #start = 0;
  #end = 0;

  begin(_bytes: Uint8Array, _words: Int32Array, start: number, end: number): void {
    this.#start = start;
    this.#end = end;
  }

  next(ends: Int32Array): number {
    if (this.#start === this.#end) return 0;
    ends[0] = this.#end;
    this.#start = this.#end;
    return 1;
  }
}
