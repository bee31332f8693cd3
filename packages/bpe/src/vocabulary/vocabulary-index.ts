import { brokenModel, notSupported } from "../tables/refusals.ts";
import { MOST_TOKENS, tokenListOf, type TokenList } from "./token-list.ts";

/** Bytes of a token are counted in 16 bits, at most 3 for each UTF-16 unit. */
const LONGEST_TOKEN = 21_845;
/** A table whose slots are at most half used has no chain of this length, unless somebody looked for one. */
export const LONGEST_CHAIN = 4096;

const BASE = 0x01000193;

/**
 * The vocabulary as numbers, so that 500,000 merges find their tokens without making a string. Tokens have an index, in the order of
 * the file.
 *
 * ```
 * units    │ t │ h │ e │ Ġ │ o │ f │ …        UTF-16 units of all tokens
 * starts   │ 0 │ 3 │ 6 │ …                    where each begins; one more than there are tokens
 * ids      │ 820 │ 315 │ …
 * hashes   │ …                                ((t * BASE) + h) * BASE + e: that of a joined text follows from those of its parts
 * slots    │ - 0 │ hash 2 │ - 0 │ hash 1 │ …   two words, the second index + 1, or 0 where it is empty
 * ```
 */
export class VocabularyIndex {
  readonly size: number;
  /** One more than the highest id. */
  readonly idLimit: number;
  readonly units: Uint16Array;
  readonly starts: Int32Array;
  readonly ids: Int32Array;
  readonly #hashes: Int32Array;
  /** Powers of BASE. */
  readonly #powers: Int32Array;
  readonly #slots: Int32Array;

  /**
   * @throws {TurnwiseError} `broken-model` for a token that stands twice; `tokenizer-not-supported` for an id that is given twice, and for
   * sizes that the tables cannot hold
   */
  constructor({ units, starts, ids }: TokenList) {
    const size = ids.length;
    if (size >= MOST_TOKENS) throw notSupported(`its vocabulary has ${size} tokens; the tables hold ${MOST_TOKENS}`);
    this.size = size;
    this.units = units;
    this.starts = starts;
    this.ids = ids;
    this.#hashes = new Int32Array(size);
    let longest = 0;
    for (let index = 0, start = 0; index < size; index++) {
      const end = starts[index + 1] ?? 0;
      if (end - start > longest) longest = end - start;
      let hash = 0;
      while (start < end) hash = (Math.imul(hash, BASE) + (units[start++] ?? 0)) | 0;
      this.#hashes[index] = hash;
    }
    if (longest > LONGEST_TOKEN)
      throw notSupported(`a token has ${longest} characters; the tables hold ${LONGEST_TOKEN}`);
    this.idLimit = checkIds(ids, (at) => this.text(at));
    this.#powers = new Int32Array(longest + 1).fill(1);
    for (let i = 1; i <= longest; i++) this.#powers[i] = Math.imul(this.#powers[i - 1] ?? 0, BASE);
    this.#slots = new Int32Array(2 * 2 ** Math.ceil(Math.log2(1.6 * size + 2)));
    for (let i = 0; i < size; i++) this.#insert(i);
  }

  /** Of texts and their ids, in any order. @throws {TurnwiseError} as the constructor does */
  static of(vocabulary: Iterable<readonly [text: string, id: number]>): VocabularyIndex {
    return new VocabularyIndex(tokenListOf(vocabulary));
  }

  /** The id of a token, undefined if there is none of this text. */
  get(text: string): number | undefined {
    const index = this.find(text);
    return index < 0 ? undefined : this.ids[index];
  }

  /** Index of the token of this text, -1 if there is none. */
  find(text: string): number {
    const units = new Uint16Array(text.length);
    for (let i = 0; i < units.length; i++) units[i] = text.charCodeAt(i);
    return this.findUnits(units, 0, units.length);
  }

  /** Index of the token that these UTF-16 units are, -1 if there is none. */
  findUnits(text: Uint16Array, start: number, end: number): number {
    let hash = 0;
    for (let i = start; i < end; i++) hash = (Math.imul(hash, BASE) + (text[i] ?? 0)) | 0;
    const { units, starts } = this;
    const slots = this.#slots;
    const mask = slots.length - 2;
    const length = end - start;
    for (let slot = slotHash(hash) & mask; ; slot = (slot + 2) & mask) {
      const index = (slots[slot + 1] ?? 0) - 1;
      if (index < 0) return -1;
      if (slots[slot] !== hash) continue;
      const begin = starts[index] ?? 0;
      if ((starts[index + 1] ?? 0) - begin !== length) continue;
      let i = 0;
      while (i < length && units[begin + i] === text[start + i]) i++;
      if (i === length) return index;
    }
  }

  /** Index of the token whose text is those of two tokens, joined; -1 if there is none. */
  findJoined(left: number, right: number): number {
    const { units, starts } = this;
    const slots = this.#slots;
    const mask = slots.length - 2;
    const leftStart = starts[left] ?? 0;
    const leftLength = (starts[left + 1] ?? 0) - leftStart;
    const rightStart = starts[right] ?? 0;
    const rightLength = (starts[right + 1] ?? 0) - rightStart;
    const hash = (Math.imul(this.#hashes[left] ?? 0, this.#powers[rightLength] ?? 0) + (this.#hashes[right] ?? 0)) | 0;
    const length = leftLength + rightLength;
    for (let slot = slotHash(hash) & mask; ; slot = (slot + 2) & mask) {
      const index = (slots[slot + 1] ?? 0) - 1;
      if (index < 0) return -1;
      if (slots[slot] !== hash) continue;
      const begin = starts[index] ?? 0;
      if ((starts[index + 1] ?? 0) - begin !== length) continue;
      let i = 0;
      while (i < leftLength && units[begin + i] === units[leftStart + i]) i++;
      if (i < leftLength) continue;
      const middle = begin + leftLength;
      let j = 0;
      while (j < rightLength && units[middle + j] === units[rightStart + j]) j++;
      if (j === rightLength) return index;
    }
  }

  id(index: number): number {
    return this.ids[index] ?? -1;
  }

  text(index: number): string {
    return String.fromCharCode(...this.units.subarray(this.starts[index], this.starts[index + 1]));
  }

  #insert(index: number): void {
    const slots = this.#slots;
    const mask = slots.length - 2;
    const hash = this.#hashes[index] ?? 0;
    let slot = slotHash(hash) & mask;
    for (let chain = 0; slots[slot + 1] !== 0; slot = (slot + 2) & mask) {
      if (slots[slot] === hash && this.#isSame((slots[slot + 1] ?? 0) - 1, index))
        throw brokenModel(`the token ${JSON.stringify(this.text(index))} stands twice in the vocabulary`);
      if (++chain > LONGEST_CHAIN) throw notSupported("its vocabulary is made to collide");
    }
    slots[slot] = hash;
    slots[slot + 1] = index + 1;
  }

  #isSame(one: number, other: number): boolean {
    const { units, starts } = this;
    const start = starts[one] ?? 0;
    const length = (starts[one + 1] ?? 0) - start;
    const otherStart = starts[other] ?? 0;
    if ((starts[other + 1] ?? 0) - otherStart !== length) return false;
    for (let i = 0; i < length; i++) if (units[start + i] !== units[otherStart + i]) return false;
    return true;
  }
}

function slotHash(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

/** @returns one more than the highest id */
function checkIds(ids: Int32Array, text: (index: number) => string): number {
  const idLimit = ids.reduce((limit, id) => Math.max(limit, id + 1), 0);
  const taken = new Uint8Array(idLimit);
  for (let index = 0; index < ids.length; index++) {
    const id = ids[index] ?? 0;
    if (taken[id] === 1)
      throw notSupported(`the id ${id} of ${JSON.stringify(text(index))} is that of another token, too`);
    taken[id] = 1;
  }
  return idLimit;
}
