import { brokenModel, notSupported } from "./refusals.ts";

/** Ids are below this: tables grow with the highest id, so that one absurd id must not ask for gigabytes. */
export const MOST_TOKENS: number = 2 ** 22 + 1;
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
   * @throws {TurnwiseError} `broken-model` for an id that is no number of a token or given twice; `tokenizer-not-supported` for sizes
   * that the tables cannot hold
   */
  constructor(vocabulary: ReadonlyMap<string, number>) {
    const size = vocabulary.size;
    if (size >= MOST_TOKENS) throw notSupported(`its vocabulary has ${size} tokens; the tables hold ${MOST_TOKENS}`);
    this.size = size;
    this.starts = new Int32Array(size + 1);
    this.ids = new Int32Array(size);
    this.#hashes = new Int32Array(size);
    this.units = new Uint16Array(countUnits(vocabulary));
    const { units, starts, ids } = this;
    let index = 0;
    let end = 0;
    let longest = 0;
    let idLimit = 0;
    for (const [text, id] of vocabulary) {
      const length = text.length;
      let hash = 0;
      for (let i = 0; i < length; i++) {
        const unit = text.charCodeAt(i);
        units[end++] = unit;
        hash = (Math.imul(hash, BASE) + unit) | 0;
      }
      if (!Number.isInteger(id) || id < 0)
        throw brokenModel(`the id of ${JSON.stringify(text)} is ${id}, not a number from 0 on`);
      if (id >= MOST_TOKENS)
        throw notSupported(`the id of ${JSON.stringify(text)} is ${id}; the tables hold ${MOST_TOKENS} tokens`);
      if (length > longest) longest = length;
      if (id >= idLimit) idLimit = id + 1;
      this.#hashes[index] = hash;
      ids[index++] = id;
      starts[index] = end;
    }
    if (longest > LONGEST_TOKEN)
      throw notSupported(`a token has ${longest} characters; the tables hold ${LONGEST_TOKEN}`);
    this.idLimit = idLimit;
    checkIds(ids, idLimit, (at) => this.text(at));
    this.#powers = new Int32Array(longest + 1).fill(1);
    for (let i = 1; i <= longest; i++) this.#powers[i] = Math.imul(this.#powers[i - 1] ?? 0, BASE);
    this.#slots = new Int32Array(2 * 2 ** Math.ceil(Math.log2(1.6 * size + 2)));
    for (let i = 0; i < size; i++) this.#insert(i);
  }

  /** Index of the token that is `text` from `start` to `end`, -1 if there is none. */
  find(text: string, start = 0, end: number = text.length): number {
    let hash = 0;
    for (let i = start; i < end; i++) hash = (Math.imul(hash, BASE) + text.charCodeAt(i)) | 0;
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
      while (i < length && units[begin + i] === text.charCodeAt(start + i)) i++;
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
      if (++chain > LONGEST_CHAIN) throw notSupported("its vocabulary is made to collide");
    }
    slots[slot] = hash;
    slots[slot + 1] = index + 1;
  }
}

function countUnits(vocabulary: ReadonlyMap<string, number>): number {
  let count = 0;
  for (const text of vocabulary.keys()) count += text.length;
  return count;
}

function slotHash(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

function checkIds(ids: Int32Array, idLimit: number, text: (index: number) => string): void {
  const taken = new Uint8Array(idLimit);
  for (let index = 0; index < ids.length; index++) {
    const id = ids[index] ?? 0;
    if (taken[id] === 1)
      throw notSupported(`the id ${id} of ${JSON.stringify(text(index))} is that of another token, too`);
    taken[id] = 1;
  }
}
