import { codePointAt, widthOf } from "./code-point.ts";
import { pairHash } from "./hashes.ts";
import { isAscii, wordAt } from "./unaligned.ts";
import type { WordSource } from "./word-source.ts";

const SPACE = 0x20;

/**
 * Cuts a text of characters wherever no token holds the two characters side by side; see `tables/neighbour-tables.ts`.
 *
 * In ASCII, four characters a turn: the end is written before each of them, and counts only where there is a cut, so that there is no branch
 * to guess.
 *
 * ```
 * text    T h e ␠ c a t
 * cut       0 0 1 0 0 0        #cuts[left << 7 | right]
 * ```
 */
export class NeighbourScanner implements WordSource {
  /** By two ASCII characters, 1 where there is a cut between them. */
  readonly #cuts: Uint8Array;
  readonly #filter: Int32Array;
  readonly #splitSpaces: boolean;
  #bytes: Uint8Array = new Uint8Array(0);
  #words: Int32Array = new Int32Array(0);
  /** Behind the last character that was looked at. */
  #position = 0;
  #left = 0;
  #end = 0;

  constructor(ascii: Uint8Array, filter: Int32Array, splitSpaces: boolean) {
    this.#cuts = ascii.map((areNeighbours, pair) =>
      areNeighbours === 0 || (splitSpaces && (pair & 127) === SPACE) ? 1 : 0,
    );
    this.#filter = filter;
    this.#splitSpaces = splitSpaces;
  }

  begin(bytes: Uint8Array, words: Int32Array, start: number, end: number): void {
    this.#bytes = bytes;
    this.#words = words;
    this.#left = start < end ? characterAt(bytes, start) : 0;
    this.#position = start < end ? start + widthOf(this.#left) : end + 1;
    this.#end = end;
  }

  next(ends: Int32Array): number {
    const bytes = this.#bytes;
    const words = this.#words;
    const cuts = this.#cuts;
    const limit = this.#end;
    const capacity = ends.length - 4;
    let at = this.#position;
    let left = this.#left;
    let count = 0;
    while (at < limit && count < capacity) {
      if (left < 0x80 && at + 4 <= limit) {
        const four = wordAt(words, at);
        if (isAscii(four)) {
          ends[count] = at;
          count += cuts[(left << 7) | (four & 127)] ?? 0;
          ends[count] = at + 1;
          count += cuts[((four & 127) << 7) | ((four >>> 8) & 127)] ?? 0;
          ends[count] = at + 2;
          count += cuts[((four >>> 1) & 0x3f80) | ((four >>> 16) & 127)] ?? 0;
          ends[count] = at + 3;
          left = four >>> 24;
          count += cuts[((four >>> 9) & 0x3f80) | left] ?? 0;
          at += 4;
          continue;
        }
      }
      const right = characterAt(bytes, at);
      ends[count] = at;
      if (this.#isCut(left, right)) count++;
      at += widthOf(right);
      left = right;
    }
    if (at === limit && count < capacity) {
      ends[count++] = limit;
      at = limit + 1;
    }
    this.#position = at;
    this.#left = left;
    return count;
  }

  #isCut(left: number, right: number): boolean {
    if ((left | right) < 0x80) return this.#cuts[(left << 7) | right] === 1;
    if (right === SPACE && this.#splitSpaces) return true;
    const hash = pairHash(left, right);
    return (((this.#filter[(hash >>> 5) & (this.#filter.length - 1)] ?? 0) >>> (hash & 31)) & 1) === 0;
  }
}

function characterAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  return lead < 0x80 ? lead : codePointAt(bytes, at);
}
