import { codePointAt, widthOf } from "./code-point.ts";
import { bytesHash } from "./hashes.ts";
import type { ImageTables } from "./image-tables.ts";
import { FLAG_CHARACTERS, WHOLE_WORD_FILTER_WORDS, WHOLE_WORD_ID_BITS } from "./layout.ts";
import { findPair, mergedInSlot, rankInSlot } from "./pair-table.ts";

const NO_RANK = 0x7fffffff;
/** More symbols go to the heap. */
const MOST_RESCANNED = 128;
/** Work space for longer words is given back. */
const LARGEST_KEPT = 1 << 16;
/** Above the number of symbols of the longest word. */
const POSITIONS = 2 ** 20;

/**
 * Splits a word into symbols and merges them, always the pair of the lowest rank, of equal ones the first.
 *
 * ```
 * symbols   l     o     w     e     r
 * slots     │ lo  │ ow  │ -1  │ er  │        of the pair with the next symbol, in PAIRS
 * ranks     │ 31  │ 160 │ ∞   │ 8   │        the lowest one is merged, and its two neighbours are looked up anew
 * ```
 */
export class Merger {
  /** What `merge` left: as many ids as it returned. */
  symbols: Int32Array = new Int32Array(1024);
  #slots = new Int32Array(1024);
  #ranks = new Int32Array(1024);
  readonly #tables: ImageTables;
  readonly #areCharacters: boolean;
  /** 1 for ids that no word may give; null if there are none. */
  #forbidden: Uint8Array | null = null;
  /** Whether pairs that give a forbidden id count as none. */
  #avoids = false;

  constructor(tables: ImageTables) {
    this.#tables = tables;
    this.#areCharacters = (tables.flags & FLAG_CHARACTERS) !== 0;
  }

  forbid(ids: readonly number[]): void {
    if (ids.length === 0) {
      this.#forbidden = null;
      return;
    }
    this.#forbidden = new Uint8Array(this.#tables.tokenCount);
    for (const id of ids) this.#forbidden[id] = 1;
  }

  /**
   * Merges the word of these bytes into `symbols`.
   *
   * @param isWhole whether it is a whole word, which may be a token as it is
   * @returns the number of symbols; 0 if the word cannot be written without a forbidden token
   */
  merge(bytes: Uint8Array, start: number, end: number, isWhole: boolean): number {
    if (end - start > this.symbols.length) this.#reserve(end - start);
    else if (this.symbols.length > LARGEST_KEPT && end - start <= LARGEST_KEPT) this.#reserve(LARGEST_KEPT);
    if (isWhole && this.#tables.wholeWords !== null) {
      const id = this.#findWhole(this.#tables.wholeWords, bytes, start, end);
      if (id >= 0 && this.#forbidden?.[id] !== 1) {
        this.symbols[0] = id;
        return 1;
      }
    }
    const count = this.#mergeSymbols(bytes, start, end);
    if (this.#forbidden === null || !this.#holdsForbidden(count)) return count;
    this.#avoids = true;
    const others = this.#mergeSymbols(bytes, start, end);
    this.#avoids = false;
    return this.#holdsForbidden(others) ? 0 : others;
  }

  #mergeSymbols(bytes: Uint8Array, start: number, end: number): number {
    const count = this.#areCharacters ? this.#readCharacters(bytes, start, end) : this.#readBytes(bytes, start, end);
    return count > MOST_RESCANNED ? this.#mergeByHeap(count) : this.#mergeByScan(count);
  }

  #readBytes(bytes: Uint8Array, start: number, end: number): number {
    const { byteTokens, bytePairs } = this.#tables;
    const { symbols } = this;
    const slots = this.#slots;
    const count = end - start;
    for (let i = 0; i < count; i++) {
      const byte = bytes[start + i] ?? 0;
      symbols[i] = byteTokens[byte] ?? 0;
      if (i + 1 < count) slots[i] = bytePairs[(byte << 8) | (bytes[start + i + 1] ?? 0)] ?? -1;
    }
    if (this.#avoids) for (let i = 0; i + 1 < count; i++) slots[i] = this.#unlessForbidden(slots[i] ?? -1);
    return count;
  }

  #readCharacters(bytes: Uint8Array, start: number, end: number): number {
    const { byteTokens, characterBlocks, characterTokens } = this.#tables;
    const { symbols } = this;
    let count = 0;
    for (let at = start; at < end;) {
      const first = bytes[at] ?? 0;
      const character = first < 0x80 ? first : codePointAt(bytes, at);
      const width = widthOf(character);
      const id = characterTokens[((characterBlocks[character >>> 6] ?? 0) << 6) | (character & 63)] ?? -1;
      if (id >= 0) symbols[count++] = id;
      else for (let i = 0; i < width; i++) symbols[count++] = byteTokens[bytes[at + i] ?? 0] ?? 0;
      at += width;
    }
    for (let i = 0; i + 1 < count; i++) this.#slots[i] = this.#findPair(symbols[i] ?? 0, symbols[i + 1] ?? 0);
    return count;
  }

  /** For short words: looks through all ranks before every merge. */
  #mergeByScan(symbolCount: number): number {
    const { pairs } = this.#tables;
    const { symbols } = this;
    const slots = this.#slots;
    const ranks = this.#ranks;
    let count = symbolCount;
    for (let i = 0; i + 1 < count; i++) ranks[i] = this.#rankOf(slots[i] ?? -1);
    for (;;) {
      let lowest = NO_RANK;
      let at = -1;
      for (let i = 0; i + 1 < count; i++) {
        const rank = ranks[i] ?? 0;
        if (rank < lowest) {
          lowest = rank;
          at = i;
        }
      }
      if (at < 0) return count;
      symbols[at] = mergedInSlot(pairs, slots[at] ?? 0);
      count--;
      for (let i = at + 1; i < count; i++) {
        symbols[i] = symbols[i + 1] ?? 0;
        slots[i] = slots[i + 1] ?? 0;
        ranks[i] = ranks[i + 1] ?? 0;
      }
      if (at + 1 < count)
        ranks[at] = this.#rankOf((slots[at] = this.#findPair(symbols[at] ?? 0, symbols[at + 1] ?? 0)));
      if (at > 0)
        ranks[at - 1] = this.#rankOf((slots[at - 1] = this.#findPair(symbols[at - 1] ?? 0, symbols[at] ?? 0)));
    }
  }

  /**
   * For long words, O(n log n): a binary heap of `rank * 2^20 + position`, symbols in a doubly linked list. A heap entry whose pair has
   * changed meanwhile is passed over.
   */
  #mergeByHeap(count: number): number {
    const { pairs } = this.#tables;
    const { symbols } = this;
    const slots = this.#slots;
    const next = this.#ranks;
    const previous = new Int32Array(count);
    const heap = new RankHeap(3 * count);
    for (let i = 0; i < count; i++) {
      previous[i] = i - 1;
      next[i] = i + 1 < count ? i + 1 : -1;
      if (i + 1 === count) slots[i] = -1;
      const slot = slots[i] ?? -1;
      if (slot >= 0) heap.push(rankInSlot(pairs, slot) * POSITIONS + i, slot);
    }
    const renew = (left: number, right: number): void => {
      const slot = this.#findPair(symbols[left] ?? 0, symbols[right] ?? 0);
      slots[left] = slot;
      if (slot >= 0) heap.push(rankInSlot(pairs, slot) * POSITIONS + left, slot);
    };
    while (heap.size > 0) {
      const at = heap.lowest % POSITIONS;
      const slot = heap.lowestSlot;
      heap.pop();
      if (slots[at] !== slot) continue;
      const merged = next[at] ?? -1;
      const behind = next[merged] ?? -1;
      symbols[at] = mergedInSlot(pairs, slot);
      slots[merged] = -1;
      slots[at] = -1;
      next[at] = behind;
      if (behind >= 0) {
        previous[behind] = at;
        renew(at, behind);
      }
      const before = previous[at] ?? -1;
      if (before >= 0) renew(before, at);
    }
    let end = 0;
    for (let i = 0; i >= 0; i = next[i] ?? -1) symbols[end++] = symbols[i] ?? 0;
    return end;
  }

  #rankOf(slot: number): number {
    return slot < 0 ? NO_RANK : rankInSlot(this.#tables.pairs, slot);
  }

  #findPair(left: number, right: number): number {
    const slot = findPair(this.#tables.pairs, left, right);
    return this.#avoids ? this.#unlessForbidden(slot) : slot;
  }

  #unlessForbidden(slot: number): number {
    return slot >= 0 && this.#forbidden?.[mergedInSlot(this.#tables.pairs, slot)] === 1 ? -1 : slot;
  }

  #holdsForbidden(count: number): boolean {
    for (let i = 0; i < count; i++) if (this.#forbidden?.[this.symbols[i] ?? 0] === 1) return true;
    return false;
  }

  #findWhole(wholeWords: Int32Array, bytes: Uint8Array, start: number, end: number): number {
    const { tokenOffsets, tokenBytes, wholeWordFilter } = this.#tables;
    const mask = wholeWords.length - 1;
    const length = end - start;
    const hash = bytesHash(bytes, start, end);
    const bits = wholeWordFilter[(hash >>> 5) & (WHOLE_WORD_FILTER_WORDS - 1)] ?? 0;
    if (((bits >>> (hash & 31)) & 1) === 0) return -1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const found = wholeWords[slot] ?? -1;
      if (found < 0) return -1;
      if (found >>> WHOLE_WORD_ID_BITS !== hash >>> 25) continue;
      const id = found & ((1 << WHOLE_WORD_ID_BITS) - 1);
      const begin = tokenOffsets[id] ?? 0;
      if ((tokenOffsets[id + 1] ?? 0) - begin !== length) continue;
      let i = 0;
      while (i < length && tokenBytes[begin + i] === bytes[start + i]) i++;
      if (i === length) return id;
    }
  }

  #reserve(count: number): void {
    this.symbols = new Int32Array(count);
    this.#slots = new Int32Array(count);
    this.#ranks = new Int32Array(count);
  }
}

/** A binary heap of numbers, each with a slot. */
class RankHeap {
  size = 0;
  readonly #keys: Float64Array;
  readonly #slots: Int32Array;

  constructor(capacity: number) {
    this.#keys = new Float64Array(capacity);
    this.#slots = new Int32Array(capacity);
  }

  get lowest(): number {
    return this.#keys[0] ?? 0;
  }

  get lowestSlot(): number {
    return this.#slots[0] ?? -1;
  }

  push(key: number, slot: number): void {
    const keys = this.#keys;
    const slots = this.#slots;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = keys[parent] ?? 0;
      if (above <= key) break;
      keys[at] = above;
      slots[at] = slots[parent] ?? 0;
      at = parent;
    }
    keys[at] = key;
    slots[at] = slot;
  }

  pop(): void {
    const keys = this.#keys;
    const slots = this.#slots;
    const size = --this.size;
    const key = keys[size] ?? 0;
    const slot = slots[size] ?? 0;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && (keys[child + 1] ?? 0) < (keys[child] ?? 0)) child++;
      const below = keys[child] ?? 0;
      if (below >= key) break;
      keys[at] = below;
      slots[at] = slots[child] ?? 0;
      at = child;
    }
    keys[at] = key;
    slots[at] = slot;
  }
}
