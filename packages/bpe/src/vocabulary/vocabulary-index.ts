import { brokenModel, notSupported } from "../tables/refusals.ts";
import { MOST_TOKENS, tokenListOf, type TokenList } from "./token-list.ts";

/** Bytes of a token are counted in 16 bits, at most 3 for each UTF-16 unit. */
const LONGEST_TOKEN = 21_845;
/** A table whose slots are at most half used has no chain of this length, unless somebody looked for one. */
export const LONGEST_CHAIN = 4096;

const BASE = 0x01000193;

/**
 * The vocabulary as numbers, in which 1,000,000 parts of merges are found without making a string. Tokens have an index, in the order of
 * their list.
 *
 * ```
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
    const longest = starts.reduce((most, end, at) => Math.max(most, end - (starts[at - 1] ?? 0)), 0);
    if (longest > LONGEST_TOKEN)
      throw notSupported(`a token has ${longest} characters; the tables hold ${LONGEST_TOKEN}`);
    this.idLimit = checkIds(ids, (at) => this.text(at));
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
    const hash = hashOf(text, start, end);
    const slots = this.#slots;
    const mask = slots.length - 2;
    for (let slot = slotHash(hash) & mask; ; slot = (slot + 2) & mask) {
      const index = (slots[slot + 1] ?? 0) - 1;
      if (index < 0) return -1;
      if (slots[slot] === hash && this.isToken(index, text, start, end)) return index;
    }
  }

  /** Whether these UTF-16 units are the token of this index. */
  isToken(index: number, text: Uint16Array, start: number, end: number): boolean {
    const { units, starts } = this;
    const begin = starts[index] ?? 0;
    const length = end - start;
    if ((starts[index + 1] ?? 0) - begin !== length) return false;
    let i = 0;
    while (i < length && units[begin + i] === text[start + i]) i++;
    return i === length;
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
    const start = this.starts[index] ?? 0;
    const end = this.starts[index + 1] ?? 0;
    const hash = hashOf(this.units, start, end);
    let slot = slotHash(hash) & mask;
    for (let chain = 0; slots[slot + 1] !== 0; slot = (slot + 2) & mask) {
      if (slots[slot] === hash && this.isToken((slots[slot + 1] ?? 0) - 1, this.units, start, end))
        throw brokenModel(`the token ${JSON.stringify(this.text(index))} stands twice in the vocabulary`);
      if (++chain > LONGEST_CHAIN) throw notSupported("its vocabulary is made to collide");
    }
    slots[slot] = hash;
    slots[slot + 1] = index + 1;
  }
}

function hashOf(units: Uint16Array, start: number, end: number): number {
  let hash = 0;
  for (let i = start; i < end; i++) hash = (Math.imul(hash, BASE) + (units[i] ?? 0)) | 0;
  return hash;
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
