import type { BoundaryWalker } from "./boundary-walker.ts";
import { CharacterCuts } from "./character-cuts.ts";
import type { ImageTables } from "./image-tables.ts";
import { FLAG_CHARACTERS, FORBIDDEN_WORD, LONGEST_WORD, WORD_TOO_LONG } from "./layout.ts";
import { LONGEST_KEPT, LongWords } from "./long-words.ts";
import type { Merger } from "./merger.ts";
import {
  COUNT_BITS,
  COUNT_SHIFT,
  LENGTH_SHIFT,
  LONGEST_SHORT_WORD,
  PART,
  SHORT_MASKS,
  ShortWords,
  entryOf,
} from "./short-words.ts";
import { wordAt } from "./unaligned.ts";

/** Looks words up, merges those that are new, and writes their ids. */
export class WordEncoder {
  readonly #shortWords = new ShortWords();
  readonly #longWords = new LongWords();
  readonly #merger: Merger;
  readonly #boundaries: BoundaryWalker;
  /** Null for a model of characters, whose words are cut already. */
  readonly #cuts: CharacterCuts | null;
  /** What marks parts in the caches; 0 where a part gives the same tokens as a word of its own. */
  readonly #part: number;
  readonly #partEnds = new Int32Array(1024);
  #bytes: Uint8Array = new Uint8Array(0);
  #words: Int32Array = new Int32Array(0);
  failedAt = 0;
  failedLength = 0;

  constructor(tables: ImageTables, merger: Merger, boundaries: BoundaryWalker) {
    this.#merger = merger;
    this.#boundaries = boundaries;
    this.#cuts = (tables.flags & FLAG_CHARACTERS) !== 0 ? null : new CharacterCuts(tables.neighbourFilter);
    this.#part = tables.wholeWords === null ? 0 : PART;
  }

  begin(bytes: Uint8Array, words: Int32Array): void {
    this.#bytes = bytes;
    this.#words = words;
  }

  forget(): void {
    this.#shortWords.forget();
    this.#longWords.forget();
  }

  /**
   * Writes the ids of words that lie side by side.
   *
   * What is done for almost every word has no branch that could be guessed wrongly: sixteen bytes are read and masked whatever the length,
   * four ids are written whatever their number. Reading and writing too much is harmless: TEXT_PADDING and OUTPUT_PADDING are there, and
   * the next word's ids are written over what is too much. All else is left to other functions, outside of the inner loop.
   *
   * @param start where the first one begins
   * @param areParts they are parts of one word
   * @param output word of the memory where the ids go
   * @returns the word behind them, or a negative code
   */
  encode(ends: Int32Array, count: number, start: number, areParts: boolean, output: number): number {
    const words = this.#words;
    const boundaries = this.#boundaries;
    const { entries } = this.#shortWords;
    const part = areParts ? this.#part : 0;
    let begin = start;
    let out = output;
    for (let index = 0; index < count; index++) {
      const boundary = boundaries.next;
      let end = 0;
      for (; index < count; index++) {
        end = ends[index] ?? 0;
        const length = end - begin;
        if (length > LONGEST_SHORT_WORD || boundary < end) break;
        const at = begin >> 2;
        const shift = (begin & 3) << 3;
        const up = 31 - shift;
        const mask = length << 2;
        const next1 = words[at + 1] ?? 0;
        const next2 = words[at + 2] ?? 0;
        const next3 = words[at + 3] ?? 0;
        const word0 = (((words[at] ?? 0) >>> shift) | ((next1 << 1) << up)) & (SHORT_MASKS[mask] ?? 0);
        const word1 = ((next1 >>> shift) | ((next2 << 1) << up)) & (SHORT_MASKS[mask + 1] ?? 0);
        const word2 = ((next2 >>> shift) | ((next3 << 1) << up)) & (SHORT_MASKS[mask + 2] ?? 0);
        const word3 =
          (((next3 >>> shift) | (((words[at + 4] ?? 0) << 1) << up)) & (SHORT_MASKS[mask + 3] ?? 0)) |
          (length << LENGTH_SHIFT) |
          part;
        const entry = entryOf(word0, word1, word2, word3);
        const found = entries[entry + 3] ?? 0;
        if (
          (((entries[entry] ?? 0) ^ word0) |
            ((entries[entry + 1] ?? 0) ^ word1) |
            ((entries[entry + 2] ?? 0) ^ word2) |
            ((found ^ word3) << COUNT_BITS)) !==
          0
        ) {
          break;
        }
        words[out] = entries[entry + 4] ?? 0;
        words[out + 1] = entries[entry + 5] ?? 0;
        words[out + 2] = entries[entry + 6] ?? 0;
        words[out + 3] = entries[entry + 7] ?? 0;
        out += (found >>> COUNT_SHIFT) + 1;
        begin = end;
      }
      if (index === count) return out;
      const first = out;
      out =
        end - begin > LONGEST_SHORT_WORD
          ? this.#encodeLong(begin, end, areParts, out)
          : this.#encodeShort(begin, end, part, out);
      if (out < 0) return out;
      if (boundaries.next < end) boundaries.inWord(begin, end, first, out);
      begin = end;
    }
    return out;
  }

  #encodeShort(begin: number, end: number, part: number, out: number): number {
    const words = this.#words;
    const length = end - begin;
    const mask = length << 2;
    const word0 = wordAt(words, begin) & (SHORT_MASKS[mask] ?? 0);
    const word1 = wordAt(words, begin + 4) & (SHORT_MASKS[mask + 1] ?? 0);
    const word2 = wordAt(words, begin + 8) & (SHORT_MASKS[mask + 2] ?? 0);
    const word3 = (wordAt(words, begin + 12) & (SHORT_MASKS[mask + 3] ?? 0)) | (length << LENGTH_SHIFT) | part;
    const shortWords = this.#shortWords;
    const entry = shortWords.find(word0, word1, word2, word3);
    if (entry >= 0) return shortWords.write(entry, words, out);
    const count = this.#merger.merge(this.#bytes, begin, end, part === 0);
    if (count === 0) return this.#fail(begin, end, FORBIDDEN_WORD);
    shortWords.put(~entry, word0, word1, word2, word3, this.#merger.symbols, count);
    return this.#write(count, out);
  }

  #encodeLong(begin: number, end: number, isPart: boolean, out: number): number {
    if (!isPart && this.#cuts !== null && this.#mayBeCut(begin, end))
      return this.#encodeParts(this.#cuts, begin, end, out);
    return this.#encodeUncut(begin, end, isPart, out);
  }

  /** Whether characters of three bytes stand at the word's beginning or end, as in words of a script without spaces. */
  #mayBeCut(begin: number, end: number): boolean {
    const bytes = this.#bytes;
    return (bytes[begin] ?? 0) >= 0xe0 || (bytes[begin + 1] ?? 0) >= 0xe0 || (bytes[end - 3] ?? 0) >= 0xe0;
  }

  #encodeParts(cuts: CharacterCuts, begin: number, end: number, out: number): number {
    const ends = this.#partEnds;
    cuts.begin(this.#bytes, this.#words, begin, end);
    let count = cuts.next(ends);
    if (count === 1 && ends[0] === end) return this.#encodeUncut(begin, end, false, out);
    let at = begin;
    let written = out;
    while (count > 0 && written >= 0) {
      written = this.encode(ends, count, at, true, written);
      at = ends[count - 1] ?? end;
      count = cuts.next(ends);
    }
    return written;
  }

  #encodeUncut(begin: number, end: number, isPart: boolean, out: number): number {
    const length = end - begin;
    if (length > LONGEST_WORD) return this.#fail(begin, end, WORD_TOO_LONG);
    const words = this.#words;
    const longWords = this.#longWords;
    const part = isPart ? this.#part : 0;
    const isKept = length <= LONGEST_KEPT;
    const entry = isKept ? longWords.find(words, begin, end, part) : -1;
    if (entry >= 0) return longWords.write(entry, words, out);
    const count = this.#merger.merge(this.#bytes, begin, end, !isPart);
    if (count === 0) return this.#fail(begin, end, FORBIDDEN_WORD);
    if (isKept) longWords.put(~entry, words, begin, end, part, this.#merger.symbols, count);
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
