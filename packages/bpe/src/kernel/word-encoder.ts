import type { BoundaryWalker } from "./boundary-walker.ts";
import { CharacterCuts } from "./character-cuts.ts";
import { bytesHash } from "./hashes.ts";
import type { ImageTables } from "./image-tables.ts";
import { FLAG_CHARACTERS, FORBIDDEN_WORD, LONGEST_WORD, WORD_TOO_LONG } from "./layout.ts";
import type { Merger } from "./merger.ts";
import { LONGEST_KEPT, MEDIUM_MASK, PART, SHORT_MASK, WordCache, mediumSlot, shortSlot } from "./word-cache.ts";

/** Words of this length and less have a key of numbers. */
const LONGEST_MEDIUM = 16;

/** Bits of the first four and the next four bytes that belong to a word of so many bytes. */
const MASK_0: Int32Array = Int32Array.from({ length: 9 }, (_, length) => (length >= 4 ? -1 : (1 << (8 * length)) - 1));
const MASK_1: Int32Array = Int32Array.from({ length: 9 }, (_, length) =>
  length >= 8 ? -1 : length <= 4 ? 0 : (1 << (8 * (length - 4))) - 1,
);

/** Looks words up, merges those that are new, and writes their ids. */
export class WordEncoder {
  readonly cache: WordCache = new WordCache();
  readonly #merger: Merger;
  readonly #boundaries: BoundaryWalker;
  /** Null for a model of characters, whose words are cut already. */
  readonly #cuts: CharacterCuts | null;
  readonly #partEnds = new Int32Array(1024);
  #bytes: Uint8Array = new Uint8Array(0);
  #words: Int32Array = new Int32Array(0);
  failedAt = 0;
  failedLength = 0;

  constructor(tables: ImageTables, merger: Merger, boundaries: BoundaryWalker) {
    this.#merger = merger;
    this.#boundaries = boundaries;
    this.#cuts = (tables.flags & FLAG_CHARACTERS) !== 0 ? null : new CharacterCuts(tables.neighbourFilter);
  }

  begin(bytes: Uint8Array, words: Int32Array): void {
    this.#bytes = bytes;
    this.#words = words;
  }

  /**
   * Writes the ids of words that lie side by side.
   *
   * @param start where the first one begins
   * @param part PART if they are parts of one word, or 0
   * @param output word of the memory where the ids go
   * @returns the word behind them, or a negative code
   */
  encode(ends: Int32Array, count: number, start: number, part: number, output: number): number {
    const words = this.#words;
    const boundaries = this.#boundaries;
    const { short, shortIds, medium, mediumIds } = this.cache;
    let begin = start;
    let out = output;
    let boundary = boundaries.next;
    for (let i = 0; i < count; i++) {
      const end = ends[i] ?? 0;
      const length = end - begin;
      const first = out;
      if (length <= LONGEST_MEDIUM) {
        const at = begin >> 2;
        const shift = (begin & 3) << 3;
        const up = 31 - shift;
        const next1 = words[at + 1] ?? 0;
        const next2 = words[at + 2] ?? 0;
        let word0 = ((words[at] ?? 0) >>> shift) | ((next1 << 1) << up);
        let word1 = (next1 >>> shift) | ((next2 << 1) << up);
        if (length <= 8) {
          word0 &= MASK_0[length] ?? 0;
          word1 &= MASK_1[length] ?? 0;
          for (let slot = shortSlot(word0, word1); ; slot = (slot + 1) & SHORT_MASK) {
            const entry = slot << 2;
            const meta = short[entry + 3] ?? 0;
            if (
              (((short[entry] ?? 0) ^ word0) |
                ((short[entry + 1] ?? 0) ^ word1) |
                ((meta & (PART | 15)) ^ (length | part))) ===
              0
            ) {
              words[out++] = short[entry + 2] ?? 0;
              const others = ((meta >>> 4) & 15) - 1;
              if (others > 0) {
                const from = (meta & ~PART) >>> 8;
                for (let k = 0; k < others; k++) words[out++] = shortIds[from + k] ?? 0;
              }
              break;
            }
            if (meta === 0) {
              out = this.#encodeShort(begin, end, word0, word1, part, out);
              break;
            }
          }
        } else {
          const next3 = words[at + 3] ?? 0;
          const rest = length - 8;
          const word2 = ((next2 >>> shift) | ((next3 << 1) << up)) & (MASK_0[rest] ?? 0);
          const word3 = ((next3 >>> shift) | (((words[at + 4] ?? 0) << 1) << up)) & (MASK_1[rest] ?? 0);
          for (let slot = mediumSlot(word0, word1, word2, word3); ; slot = (slot + 1) & MEDIUM_MASK) {
            const entry = slot << 3;
            const meta = medium[entry + 4] ?? 0;
            if (
              (((medium[entry] ?? 0) ^ word0) |
                ((medium[entry + 1] ?? 0) ^ word1) |
                ((medium[entry + 2] ?? 0) ^ word2) |
                ((medium[entry + 3] ?? 0) ^ word3) |
                ((meta & (PART | 0xff)) ^ (length | part))) ===
              0
            ) {
              const ids = (meta & ~PART) >>> 8;
              if (ids <= 3) {
                words[out] = medium[entry + 5] ?? 0;
                words[out + 1] = medium[entry + 6] ?? 0;
                words[out + 2] = medium[entry + 7] ?? 0;
              } else {
                const from = medium[entry + 5] ?? 0;
                for (let k = 0; k < ids; k++) words[out + k] = mediumIds[from + k] ?? 0;
              }
              out += ids;
              break;
            }
            if (meta === 0) {
              out = this.#encodeMedium(begin, end, word0, word1, word2, word3, part, out);
              break;
            }
          }
        }
      } else {
        out = this.#encodeLong(begin, end, part, out);
        boundary = boundaries.next;
      }
      if (out < 0) return out;
      if (boundary < end) {
        boundaries.inWord(begin, end, first, out);
        boundary = boundaries.next;
      }
      begin = end;
    }
    return out;
  }

  #encodeShort(begin: number, end: number, word0: number, word1: number, part: number, out: number): number {
    const count = this.#merger.merge(this.#bytes, begin, end, part === 0);
    if (count === 0) return this.#fail(begin, end, FORBIDDEN_WORD);
    this.cache.putShort(word0, word1, end - begin, part, this.#merger.symbols, count);
    return this.#write(count, out);
  }

  #encodeMedium(
    begin: number,
    end: number,
    word0: number,
    word1: number,
    word2: number,
    word3: number,
    part: number,
    out: number,
  ): number {
    const count = this.#merger.merge(this.#bytes, begin, end, part === 0);
    if (count === 0) return this.#fail(begin, end, FORBIDDEN_WORD);
    this.cache.putMedium([word0, word1, word2, word3], end - begin, part, this.#merger.symbols, count);
    return this.#write(count, out);
  }

  #encodeLong(begin: number, end: number, part: number, out: number): number {
    if (part === 0 && this.#cuts !== null && this.#mayBeCut(begin, end))
      return this.#encodeParts(this.#cuts, begin, end, out);
    return this.#encodeUncut(begin, end, part, out);
  }

  /** Whether characters of three bytes stand at the word's beginning or end, as in words of a script without spaces. */
  #mayBeCut(begin: number, end: number): boolean {
    const bytes = this.#bytes;
    return (bytes[begin] ?? 0) >= 0xe0 || (bytes[begin + 1] ?? 0) >= 0xe0 || (bytes[end - 3] ?? 0) >= 0xe0;
  }

  #encodeParts(cuts: CharacterCuts, begin: number, end: number, out: number): number {
    const ends = this.#partEnds;
    cuts.begin(this.#bytes, begin, end);
    let count = cuts.next(ends);
    if (count === 1 && ends[0] === end) return this.#encodeUncut(begin, end, 0, out);
    let at = begin;
    let written = out;
    while (count > 0 && written >= 0) {
      written = this.encode(ends, count, at, PART, written);
      at = ends[count - 1] ?? end;
      count = cuts.next(ends);
    }
    return written;
  }

  #encodeUncut(begin: number, end: number, part: number, out: number): number {
    const bytes = this.#bytes;
    const length = end - begin;
    if (length > LONGEST_WORD) return this.#fail(begin, end, WORD_TOO_LONG);
    const { cache } = this;
    const hash = length <= LONGEST_KEPT ? bytesHash(bytes, begin, end) || 1 : 0;
    if (hash !== 0) {
      const entry = cache.findLong(hash, bytes, begin, end, part);
      if (entry >= 0) {
        const ids = ((cache.long[entry + 2] ?? 0) >>> 8) & 0xff;
        const from = cache.long[entry + 3] ?? 0;
        for (let k = 0; k < ids; k++) this.#words[out + k] = cache.longIds[from + k] ?? 0;
        return out + ids;
      }
    }
    const count = this.#merger.merge(bytes, begin, end, part === 0);
    if (count === 0) return this.#fail(begin, end, FORBIDDEN_WORD);
    if (hash !== 0) cache.putLong(hash, bytes, begin, end, part, this.#merger.symbols, count);
    return this.#write(count, out);
  }

  #write(count: number, out: number): number {
    const { symbols } = this.#merger;
    for (let k = 0; k < count; k++) this.#words[out + k] = symbols[k] ?? 0;
    return out + count;
  }

  #fail(begin: number, end: number, code: number): number {
    this.failedAt = begin;
    this.failedLength = end - begin;
    return code;
  }
}
