import type { ShardRow } from "@turnwise/core";
import type { ColumnDictionary } from "./column-dictionary.ts";
import type { ColumnValues } from "./column-values.ts";
import { indexesFor } from "./dictionary-indexes.ts";
import { grown } from "./grown.ts";
import type { GrowingBytes } from "./growing-bytes.ts";

/** The lowest number of a dictionary: ids count from 0, and a label is −100 where there is none. */
const LOWEST = -128;

/** How many numbers from there on may be entries: a table has a place for each, and vocabularies have some hundred thousand. */
const WIDEST_RANGE = 1 << 20;

/** Entries and 1 fit 16 bits. */
const MOST_ENTRIES = (1 << 16) - 1;

/**
 * Whole numbers of 32 bits. They are kept as a dictionary from the first on, in half of the memory, until one does not fit it.
 *
 * ```
 * values    [128000, 271, -100, 271]
 * entries   [128000, 271, -100]
 * indexes   [0, 1, 2, 1]
 * ```
 */
export class NumberValues implements ColumnValues {
  readonly #entries = new Int32Array(MOST_ENTRIES);
  #size = 0;
  /** Of each number its entry and 1. */
  readonly #table = new Uint16Array(WIDEST_RANGE);
  #indexes = new Uint16Array(1024);
  /** The numbers themselves, once they do not fit a dictionary. */
  #plain: Int32Array | null = null;
  readonly #single = new Int32Array(1);
  count = 0;

  append(value: ShardRow[number]): void {
    if (typeof value === "object") this.#appendAll(value);
    else {
      this.#single[0] = Number(value);
      this.#appendAll(this.#single);
    }
  }

  #appendAll(values: ArrayLike<number>): void {
    const noted = this.#plain === null ? this.#note(values) : 0;
    if (noted < values.length) this.#appendPlain(values, noted);
  }

  /** Notes entries of numbers; gives how many fit the dictionary. */
  #note(values: ArrayLike<number>): number {
    this.#indexes = grown(this.#indexes, this.count + values.length, (length) => new Uint16Array(length));
    const [table, entries, indexes, first] = [this.#table, this.#entries, this.#indexes, this.count];
    let at = 0;
    for (; at < values.length; at++) {
      const number = values[at] ?? 0;
      const place = number - LOWEST;
      if (place < 0 || place >= WIDEST_RANGE) break;
      let entry = table[place] ?? 0;
      if (entry === 0) {
        if (this.#size === MOST_ENTRIES) break;
        entries[this.#size] = number;
        entry = ++this.#size;
        table[place] = entry;
      }
      indexes[first + at] = entry - 1;
    }
    this.count += at;
    return at;
  }

  #appendPlain(values: ArrayLike<number>, from: number): void {
    const end = this.count + values.length - from;
    const known = this.#plain ?? this.#numbers(0, this.count);
    const plain = grown(known, end, (length) => new Int32Array(length));
    for (let at = from; at < values.length; at++) plain[this.count++] = values[at] ?? 0;
    this.#plain = plain;
  }

  dictionary(): ColumnDictionary | null {
    const size = this.#size;
    if (this.#plain !== null || size === 0 || (size > 1 && size > this.count / 2)) return null;
    const indexes = size === 1 ? null : indexesFor(size, this.#indexes.subarray(0, this.count));
    return { size, write: (bytes) => bytes.words(this.#entries.subarray(0, size)), indexes };
  }

  write(bytes: GrowingBytes, start: number, end: number): void {
    bytes.words(this.#plain === null ? this.#numbers(start, end) : this.#plain.subarray(start, end));
  }

  #numbers(start: number, end: number): Int32Array<ArrayBuffer> {
    const numbers = new Int32Array(end - start);
    for (let at = start; at < end; at++) numbers[at - start] = this.#entries[this.#indexes[at] ?? 0] ?? 0;
    return numbers;
  }

  clear(): void {
    for (let entry = 0; entry < this.#size; entry++) this.#table[(this.#entries[entry] ?? 0) - LOWEST] = 0;
    this.#size = 0;
    this.#plain = null;
    this.count = 0;
  }
}
