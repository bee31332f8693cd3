import { wordAt } from "./unaligned.ts";

/**
 * The cache of words of 16 to 255 bytes: entries of four words, and an arena with their bytes and tokens.
 *
 * ```
 * entries   │ hash, never 0 │ index in the arena │ length │ count of tokens │ …
 * arena     … │ bytes of the word, four by four, the last four overlapping │ tokens │ …
 * ```
 *
 * Like the one of short words, it looks at MOST_STEPS entries and then takes the first; when the arena is full, all is forgotten.
 */
export class LongWords {
  readonly #entries = new Int32Array(ENTRY_WORDS << SLOT_BITS);
  readonly #arena = new Int32Array(ARENA_WORDS);
  #arenaEnd = 0;
  #hash = 0;

  forget(): void {
    this.#entries.fill(0);
    this.#arenaEnd = 0;
  }

  /**
   * Where the entry of a word begins; `~entry` if it is not there, of the one that it may have: for `put`.
   *
   * @param part PART or 0
   */
  find(words: Int32Array, start: number, end: number, part: number): number {
    const entries = this.#entries;
    const hash = hashOf(words, start, end);
    this.#hash = hash;
    const key = (end - start) | part;
    const first = hash & SLOT_MASK;
    for (let step = 0; step < MOST_STEPS; step++) {
      const entry = ((first + step) & SLOT_MASK) * ENTRY_WORDS;
      const found = entries[entry];
      if (found === 0) return ~entry;
      if (found !== hash || entries[entry + 2] !== key) continue;
      if (this.#isEqual(entries[entry + 1] ?? 0, words, start, end)) return entry;
    }
    return ~(first * ENTRY_WORDS);
  }

  /** Remembers the word that was not found last. */
  put(
    entry: number,
    words: Int32Array,
    start: number,
    end: number,
    part: number,
    ids: Int32Array,
    count: number,
  ): void {
    if (this.#arenaEnd + end - start + count > ARENA_WORDS) this.forget();
    const entries = this.#entries;
    const arena = this.#arena;
    entries[entry] = this.#hash;
    entries[entry + 1] = this.#arenaEnd;
    entries[entry + 2] = (end - start) | part;
    entries[entry + 3] = count;
    let at = start;
    for (; at + 4 < end; at += 4) arena[this.#arenaEnd++] = wordAt(words, at);
    arena[this.#arenaEnd++] = wordAt(words, end - 4);
    for (let i = 0; i < count; i++) arena[this.#arenaEnd++] = ids[i] ?? 0;
  }

  /** Writes the tokens of an entry. @returns the word behind them */
  write(entry: number, words: Int32Array, output: number): number {
    const entries = this.#entries;
    const arena = this.#arena;
    const length = (entries[entry + 2] ?? 0) & 0xff;
    const from = (entries[entry + 1] ?? 0) + ((length + 3) >> 2);
    const count = entries[entry + 3] ?? 0;
    for (let i = 0; i < count; i++) words[output + i] = arena[from + i] ?? 0;
    return output + count;
  }

  #isEqual(index: number, words: Int32Array, start: number, end: number): boolean {
    const arena = this.#arena;
    let other = index;
    for (let at = start; at + 4 < end; at += 4) if (arena[other++] !== wordAt(words, at)) return false;
    return arena[other] === wordAt(words, end - 4);
  }
}

/** Longer words are not kept. */
export const LONGEST_KEPT = 255;

const MOST_STEPS = 8;
const ENTRY_WORDS = 4;
const SLOT_BITS = 16;
const SLOT_MASK = (1 << SLOT_BITS) - 1;
const ARENA_WORDS = 6 << 18;

/** Never 0. Words have four bytes or more: the last four are read with what is before them. */
function hashOf(words: Int32Array, start: number, end: number): number {
  let hash = end - start;
  for (let at = start; at + 4 < end; at += 4) hash = mix(hash ^ wordAt(words, at));
  return mix(hash ^ wordAt(words, end - 4)) || 1;
}

function mix(value: number): number {
  const product = Math.imul(value, 0x9e3779b1);
  return product ^ (product >>> 15);
}
