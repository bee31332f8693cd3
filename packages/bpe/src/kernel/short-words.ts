/**
 * The cache of words of up to fifteen bytes: entries of eight words, of which two lie in one line of the processor's cache.
 *
 * ```
 * │ bytes 0-3 │ bytes 4-7 │ bytes 8-11 │ bytes 12-14, n K │ id │ id │ id │ id │        up to four tokens
 * │ bytes 0-3 │ bytes 4-7 │ bytes 8-11 │ bytes 12-14, 0 K │ index │ count │ │ │        more: they are in `lists`
 *
 * n  number of tokens, less one: the two upper bits
 * K  length of the word, 16 if it is a part of one, 32 if its tokens are listed; 0: empty entry
 * ```
 *
 * Words are compared whole, bytes behind their end are 0. An entry stands where the hash says, or in one of the MOST_STEPS entries behind;
 * if all of them are taken, a new word takes the place of the first. So the cache is bounded, and no choice of words makes a look-up slow.
 */
export class ShortWords {
  readonly entries: Int32Array = new Int32Array(ENTRY_WORDS << SLOT_BITS);
  readonly #lists = new Int32Array(LIST_WORDS);
  #listed = 0;

  forget(): void {
    this.entries.fill(0);
    this.#listed = 0;
  }

  /** Where the entry of these words begins; `~entry` if it is not there, of the one that it may have. */
  find(word0: number, word1: number, word2: number, word3: number): number {
    const { entries } = this;
    const first = entryOf(word0, word1, word2, word3);
    let entry = first;
    for (let step = 0; step < MOST_STEPS; step++) {
      const found = entries[entry + 3] ?? 0;
      if (
        (found & ~OF_TOKENS) === word3 &&
        entries[entry] === word0 &&
        entries[entry + 1] === word1 &&
        entries[entry + 2] === word2
      ) {
        return entry;
      }
      if (found === 0) return ~entry;
      entry = (entry + ENTRY_WORDS) & ENTRY_MASK;
    }
    return ~first;
  }

  put(entry: number, word0: number, word1: number, word2: number, word3: number, ids: Int32Array, count: number): void {
    if (count > INLINE_TOKENS && this.#listed + count > LIST_WORDS) this.forget();
    const { entries } = this;
    entries[entry] = word0;
    entries[entry + 1] = word1;
    entries[entry + 2] = word2;
    if (count <= INLINE_TOKENS) {
      entries[entry + 3] = word3 | ((count - 1) << COUNT_SHIFT);
      for (let i = 0; i < count; i++) entries[entry + 4 + i] = ids[i] ?? 0;
    } else {
      entries[entry + 3] = word3 | LIST;
      entries[entry + 4] = this.#listed;
      entries[entry + 5] = count;
      for (let i = 0; i < count; i++) this.#lists[this.#listed++] = ids[i] ?? 0;
    }
  }

  /** Writes the tokens of an entry. @returns the word behind them */
  write(entry: number, words: Int32Array, output: number): number {
    const { entries } = this;
    const found = entries[entry + 3] ?? 0;
    const isListed = (found & LIST) !== 0;
    const ids = isListed ? this.#lists : entries;
    const from = isListed ? (entries[entry + 4] ?? 0) : entry + 4;
    const count = isListed ? (entries[entry + 5] ?? 0) : (found >>> COUNT_SHIFT) + 1;
    for (let i = 0; i < count; i++) words[output + i] = ids[from + i] ?? 0;
    return output + count;
  }
}

export const LONGEST_SHORT_WORD = 15;
/** In the last word of a key. */
export const PART: number = 0x10 << 24;
/** Where the length stands in the last word of a key. */
export const LENGTH_SHIFT = 24;
/** Where the number of tokens, less one, stands in the fourth word of an entry. */
export const COUNT_SHIFT = 30;
/** The bits below it. */
export const COUNT_BITS = 2;

const LIST = 0x20 << 24;
/** What is not of the key in the fourth word of an entry. */
const OF_TOKENS = 0xe0 << 24;
const INLINE_TOKENS = 4;
const MOST_STEPS = 8;
const ENTRY_WORDS = 8;
const SLOT_BITS = 19;
const LIST_WORDS = 1 << 20;
const ENTRY_MASK = ((1 << SLOT_BITS) - 1) * ENTRY_WORDS;

/** Bits of four words that belong to a word of so many bytes. */
export const SHORT_MASKS: Int32Array = Int32Array.from({ length: 64 }, (_, index) => {
  const bytes = Math.min(Math.max((index >> 2) - 4 * (index & 3), 0), 4);
  return bytes === 4 ? -1 : (1 << (8 * bytes)) - 1;
});

/** Where the entry of a word begins, if its place is not taken. */
export function entryOf(word0: number, word1: number, word2: number, word3: number): number {
  const hash =
    (Math.imul(word0, 0x9e3779b1) +
      Math.imul(word1, 0x85ebca6b) +
      Math.imul(word2, 0x27d4eb2f) +
      Math.imul(word3, 0x165667b1)) |
    0;
  return (Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35) >>> (32 - SLOT_BITS)) * ENTRY_WORDS;
}
