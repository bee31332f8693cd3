import type { ColumnType, ShardRow } from "@turnwise/core";
import type { ColumnDictionary } from "./column-dictionary.ts";
import { indexesFor, MOST_ENTRIES } from "./dictionary-indexes.ts";
import type { GrowingBytes } from "./growing-bytes.ts";
import { grown } from "./grown.ts";
import { NumberValues } from "./number-values.ts";

type Value = ShardRow[number];

/** The values of one column, collected for a row group, and written plainly for a page. */
export interface ColumnValues {
  /** How many values there are; a list's elements are its values. */
  readonly count: number;
  append(value: Value): void;
  /** What says the values shorter than they are; null where nothing does. */
  dictionary(): ColumnDictionary | null;
  /** Writes the values `[start, end)` in Parquet's PLAIN encoding. */
  write(bytes: GrowingBytes, start: number, end: number): void;
  clear(): void;
}

export function columnValues(type: ColumnType): ColumnValues {
  switch (type) {
    case "list<int32>":
    case "list<int8>":
    case "int32":
      return new NumberValues();
    case "list<float32>":
      return new WeightValues();
    case "int64":
      return new LongValues();
    case "boolean":
      return new BooleanValues();
    case "string":
      return new TextValues();
    default:
      return type satisfies never;
  }
}

/** Floating-point numbers of four bytes. */
class WeightValues implements ColumnValues {
  #values = new Float32Array(1024);
  count = 0;

  append(value: Value): void {
    const values = typeof value === "object" ? value : [Number(value)];
    this.#values = grown(this.#values, this.count + values.length, (length) => new Float32Array(length));
    this.#values.set(values, this.count);
    this.count += values.length;
  }

  dictionary(): ColumnDictionary | null {
    const [first] = this.#values;
    for (let at = 1; at < this.count; at++) if (this.#values[at] !== first) return null;
    return ofOneEntry(this);
  }

  write(bytes: GrowingBytes, start: number, end: number): void {
    bytes.words(this.#values.subarray(start, end));
  }

  clear(): void {
    this.count = 0;
  }
}

/** Whole numbers of eight bytes, up to 2^53. */
class LongValues implements ColumnValues {
  #values = new Float64Array(1024);
  count = 0;

  append(value: Value): void {
    this.#values = grown(this.#values, this.count + 1, (length) => new Float64Array(length));
    this.#values[this.count++] = Number(value);
  }

  dictionary(): ColumnDictionary | null {
    const [first] = this.#values;
    for (let at = 1; at < this.count; at++) if (this.#values[at] !== first) return null;
    return ofOneEntry(this);
  }

  write(bytes: GrowingBytes, start: number, end: number): void {
    const halves = new Uint32Array(2 * (end - start));
    for (let at = start; at < end; at++) {
      const value = this.#values[at] ?? 0;
      halves[2 * (at - start)] = value >>> 0;
      halves[2 * (at - start) + 1] = Math.floor(value / 2 ** 32) >>> 0;
    }
    bytes.words(halves);
  }

  clear(): void {
    this.count = 0;
  }
}

/** One bit a value, the lowest first. */
class BooleanValues implements ColumnValues {
  #values: boolean[] = [];

  get count(): number {
    return this.#values.length;
  }

  append(value: Value): void {
    this.#values.push(Boolean(value));
  }

  /** Parquet has no dictionaries of booleans. */
  dictionary(): null {
    return null;
  }

  write(bytes: GrowingBytes, start: number, end: number): void {
    for (let at = start; at < end; at += 8) {
      let byte = 0;
      for (let bit = 0; bit < 8 && at + bit < end; bit++) if (this.#values[at + bit]) byte |= 1 << bit;
      bytes.byte(byte);
    }
  }

  clear(): void {
    this.#values = [];
  }
}

/** Texts, of which a file has few different ones: names of files, verdicts of turns. */
class TextValues implements ColumnValues {
  readonly #encoder = new TextEncoder();
  #entries = new Map<string, number>();
  /** Files and shards are named many times in a row. */
  #last: string | null = null;
  #lastEntry = 0;
  #indexes = new Int32Array(1024);
  count = 0;

  append(value: Value): void {
    const text = String(value);
    if (text !== this.#last) this.#lastEntry = this.#entryOf(text);
    this.#last = text;
    this.#indexes = grown(this.#indexes, this.count + 1, (length) => new Int32Array(length));
    this.#indexes[this.count++] = this.#lastEntry;
  }

  #entryOf(text: string): number {
    let entry = this.#entries.get(text);
    if (entry === undefined) this.#entries.set(text, (entry = this.#entries.size));
    return entry;
  }

  dictionary(): ColumnDictionary | null {
    const { size } = this.#entries;
    if (size === 0 || size > this.count / 2 || size > MOST_ENTRIES) return null;
    const indexes = size === 1 ? null : indexesFor(size, this.#indexes.subarray(0, this.count));
    return {
      size,
      write: (bytes) => {
        for (const text of this.#entries.keys()) this.#writeText(bytes, text);
      },
      indexes,
    };
  }

  write(bytes: GrowingBytes, start: number, end: number): void {
    const texts = [...this.#entries.keys()];
    for (let at = start; at < end; at++) this.#writeText(bytes, texts[this.#indexes[at] ?? 0] ?? "");
  }

  clear(): void {
    this.#entries = new Map();
    this.#last = null;
    this.count = 0;
  }

  #writeText(bytes: GrowingBytes, text: string): void {
    const encoded = this.#encoder.encode(text);
    bytes.uint32(encoded.length);
    bytes.bytes(encoded);
  }
}

function ofOneEntry(values: ColumnValues): ColumnDictionary | null {
  return values.count === 0 ? null : { size: 1, write: (bytes) => values.write(bytes, 0, 1), indexes: null };
}
