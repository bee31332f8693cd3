import { pairHash } from "./hashes.ts";
import type { WordSource } from "./word-source.ts";

/**
 * Cuts a word of a byte-level model between characters of three bytes that no token reaches across; see `byteNeighbours` in
 * `tables/neighbour-tables.ts`.
 */
export class CharacterCuts implements WordSource {
  readonly #filter: Int32Array;
  #bytes: Uint8Array = new Uint8Array(0);
  #position = 0;
  #end = 0;

  constructor(filter: Int32Array) {
    this.#filter = filter;
  }

  begin(bytes: Uint8Array, _words: Int32Array, start: number, end: number): void {
    this.#bytes = bytes;
    this.#position = start;
    this.#end = end;
  }

  next(ends: Int32Array): number {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = this.#position;
    if (at >= end) return 0;
    let count = 0;
    let isBehindThree = false;
    const capacity = ends.length - 1;
    while (at < end) {
      const lead = bytes[at] ?? 0;
      if (lead >= 0xe0 && lead < 0xf0) {
        if (isBehindThree && !this.#isReachedAcross(at)) {
          ends[count++] = at;
          if (count === capacity) {
            this.#position = at;
            return count;
          }
        }
        at += 3;
        isBehindThree = true;
      } else {
        at += lead < 0x80 ? 1 : lead < 0xe0 ? 2 : 4;
        isBehindThree = false;
      }
    }
    ends[count++] = end;
    this.#position = end;
    return count;
  }

  /** Whether some token may hold the end of the character before `at` and the beginning of the one there. */
  #isReachedAcross(at: number): boolean {
    const bytes = this.#bytes;
    const left1 = bytes[at - 1] ?? 0;
    const left2 = ((bytes[at - 2] ?? 0) << 8) | left1;
    const left3 = ((bytes[at - 3] ?? 0) << 16) | left2;
    const right1 = bytes[at] ?? 0;
    const right2 = (right1 << 8) | (bytes[at + 1] ?? 0);
    const right3 = (right2 << 8) | (bytes[at + 2] ?? 0);
    return (
      this.#has(left3, right3) ||
      this.#has(left3, right2) ||
      this.#has(left3, right1) ||
      this.#has(left2, right3) ||
      this.#has(left2, right2) ||
      this.#has(left2, right1) ||
      this.#has(left1, right3) ||
      this.#has(left1, right2) ||
      this.#has(left1, right1)
    );
  }

  #has(left: number, right: number): boolean {
    const hash = pairHash(left, right);
    return (((this.#filter[(hash >>> 5) & (this.#filter.length - 1)] ?? 0) >>> (hash & 31)) & 1) === 1;
  }
}
