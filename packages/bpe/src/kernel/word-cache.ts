/**
 * Words and their ids: three open-addressed hash tables by the length of the word. A key is compared as a whole; the hash only says where to look.
 *
 * ```
 * short, 1-8 bytes: 2^19 slots of four words
 * │ bytes 0-3 │ bytes 4-7 │ first id │ length (4 bits) | count of ids (4) | index of the others in shortIds (23) | PART │
 *
 * medium, 9-16 bytes: 2^17 slots of eight words
 * │ bytes 0-3 │ … │ bytes 12-15 │ length (8 bits) | count (23) | PART │ id │ id │ id │     more than three: the first's index in mediumIds
 *
 * long, 17-255 bytes: 2^16 slots of four words
 * │ hash, not 0 │ address in longBytes │ length (8 bits) | count (8) | PART │ index of the first in longIds │
 * ```
 *
 * Bytes behind the word's end are 0; a slot whose fourth word (medium: fifth; long: first) is 0 is empty. Words end up in the slot that
 * the hash names, or the next free one. Nothing is taken out: a table that is full, or whose list of ids is, is emptied alone.
 *
 * PART, the highest bit, marks a part of a word, which has its own key: a whole word that is a token may be taken as it is, a part not.
 */
export class WordCache {
  readonly short: Int32Array = new Int32Array(4 << SHORT_BITS);
  readonly shortIds: Int32Array = new Int32Array(SHORT_IDS);
  readonly medium: Int32Array = new Int32Array(8 << MEDIUM_BITS);
  readonly mediumIds: Int32Array = new Int32Array(MEDIUM_IDS);
  readonly long: Int32Array = new Int32Array(4 << LONG_BITS);
  readonly longIds: Int32Array = new Int32Array(LONG_IDS);
  readonly longBytes: Uint8Array = new Uint8Array(LONG_BYTES);
  #shortCount = 0;
  #shortIdCount = 0;
  #mediumCount = 0;
  #mediumIdCount = 0;
  #longCount = 0;
  #longIdCount = 0;
  #longByteCount = 0;

  forget(): void {
    this.#forgetShort();
    this.#forgetMedium();
    this.#forgetLong();
  }

  /** @param part PART or 0 */
  putShort(word0: number, word1: number, length: number, part: number, ids: Int32Array, count: number): void {
    if (this.#shortCount > SHORT_LIMIT || this.#shortIdCount + count > SHORT_IDS) this.#forgetShort();
    const { short } = this;
    let slot = shortSlot(word0, word1);
    while (short[(slot << 2) + 3] !== 0) slot = (slot + 1) & SHORT_MASK;
    const at = slot << 2;
    const others = this.#shortIdCount;
    for (let i = 1; i < count; i++) this.shortIds[this.#shortIdCount++] = ids[i] ?? 0;
    short[at] = word0;
    short[at + 1] = word1;
    short[at + 2] = ids[0] ?? 0;
    short[at + 3] = part | length | (count << 4) | (count > 1 ? others << 8 : 0);
    this.#shortCount++;
  }

  putMedium(words: MediumWord, length: number, part: number, ids: Int32Array, count: number): void {
    if (this.#mediumCount > MEDIUM_LIMIT || this.#mediumIdCount + count > MEDIUM_IDS) this.#forgetMedium();
    const { medium } = this;
    const [word0, word1, word2, word3] = words;
    let slot = mediumSlot(word0, word1, word2, word3);
    while (medium[(slot << 3) + 4] !== 0) slot = (slot + 1) & MEDIUM_MASK;
    const at = slot << 3;
    medium[at] = word0;
    medium[at + 1] = word1;
    medium[at + 2] = word2;
    medium[at + 3] = word3;
    medium[at + 4] = part | length | (count << 8);
    if (count <= 3) {
      for (let i = 0; i < count; i++) medium[at + 5 + i] = ids[i] ?? 0;
    } else {
      medium[at + 5] = this.#mediumIdCount;
      for (let i = 0; i < count; i++) this.mediumIds[this.#mediumIdCount++] = ids[i] ?? 0;
    }
    this.#mediumCount++;
  }

  /** First word of the slot of a long word, -1 if it is not there. */
  findLong(hash: number, bytes: Uint8Array, start: number, end: number, part: number): number {
    const { long, longBytes } = this;
    const length = end - start;
    for (let slot = hash & LONG_MASK; ; slot = (slot + 1) & LONG_MASK) {
      const at = slot << 2;
      const found = long[at] ?? 0;
      if (found === 0) return -1;
      if (found !== hash || ((long[at + 2] ?? 0) & (PART | 0xff)) !== (part | length)) continue;
      const other = long[at + 1] ?? 0;
      let i = 0;
      while (i < length && longBytes[other + i] === bytes[start + i]) i++;
      if (i === length) return at;
    }
  }

  putLong(
    hash: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    part: number,
    ids: Int32Array,
    count: number,
  ): void {
    const length = end - start;
    if (
      this.#longCount > LONG_LIMIT ||
      this.#longIdCount + count > LONG_IDS ||
      this.#longByteCount + length > LONG_BYTES
    ) {
      this.#forgetLong();
    }
    const { long } = this;
    let slot = hash & LONG_MASK;
    while (long[slot << 2] !== 0) slot = (slot + 1) & LONG_MASK;
    const at = slot << 2;
    long[at] = hash;
    long[at + 1] = this.#longByteCount;
    long[at + 2] = part | length | (count << 8);
    long[at + 3] = this.#longIdCount;
    for (let i = start; i < end; i++) this.longBytes[this.#longByteCount++] = bytes[i] ?? 0;
    for (let i = 0; i < count; i++) this.longIds[this.#longIdCount++] = ids[i] ?? 0;
    this.#longCount++;
  }

  #forgetShort(): void {
    this.short.fill(0);
    this.#shortCount = 0;
    this.#shortIdCount = 0;
  }

  #forgetMedium(): void {
    this.medium.fill(0);
    this.#mediumCount = 0;
    this.#mediumIdCount = 0;
  }

  #forgetLong(): void {
    this.long.fill(0);
    this.#longCount = 0;
    this.#longIdCount = 0;
    this.#longByteCount = 0;
  }
}

/** The sixteen bytes of a word of medium length. */
export type MediumWord = readonly [number, number, number, number];

export const PART: number = 0x80000000 | 0;
/** Longer words are not kept. */
export const LONGEST_KEPT = 255;

const SHORT_BITS = 19;
const MEDIUM_BITS = 17;
const LONG_BITS = 16;
export const SHORT_MASK: number = (1 << SHORT_BITS) - 1;
export const MEDIUM_MASK: number = (1 << MEDIUM_BITS) - 1;
const LONG_MASK = (1 << LONG_BITS) - 1;
const SHORT_LIMIT = 0.7 * 2 ** SHORT_BITS;
const MEDIUM_LIMIT = 0.7 * 2 ** MEDIUM_BITS;
const LONG_LIMIT = 0.6 * 2 ** LONG_BITS;
const SHORT_IDS = 1 << 19;
const MEDIUM_IDS = 1 << 18;
const LONG_IDS = 1 << 19;
const LONG_BYTES = 1 << 20;

export function shortSlot(word0: number, word1: number): number {
  const hash = (Math.imul(word0, 0x9e3779b1) + Math.imul(word1, 0x85ebca6b)) | 0;
  return Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35) >>> (32 - SHORT_BITS);
}

export function mediumSlot(word0: number, word1: number, word2: number, word3: number): number {
  const hash =
    (Math.imul(word0, 0x9e3779b1) +
      Math.imul(word1, 0x85ebca6b) +
      Math.imul(word2, 0x27d4eb2f) +
      Math.imul(word3, 0x165667b1)) |
    0;
  return Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35) >>> (32 - MEDIUM_BITS);
}
