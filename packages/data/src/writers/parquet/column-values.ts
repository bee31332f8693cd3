import type { ColumnType, ShardRow } from "@turnwise/core";
import type { GrowingBytes } from "./growing-bytes.ts";

type Value = ShardRow[number];

/** The values of a column, each different one once. */
export interface ColumnDictionary {
  readonly size: number;
  /** Writes its entries in Parquet's PLAIN encoding. */
  write(bytes: GrowingBytes): void;
  /** Of each value which entry it is; null: the first. */
  readonly indexes: Int32Array | null;
}

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
      return new WordValues(new Int32Array(1024));
    case "list<float32>":
      return new WordValues(new Float32Array(1024));
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

/** Numbers of four bytes. */
class WordValues implements ColumnValues {
  #values: Int32Array | Float32Array;
  count = 0;

  constructor(values: Int32Array | Float32Array) {
    this.#values = values;
  }

  append(value: Value): void {
    const isList = typeof value === "object";
    const end = this.count + (isList ? value.length : 1);
    if (end > this.#values.length) {
      const size = Math.max(end, 2 * this.#values.length);
      const larger = this.#values instanceof Int32Array ? new Int32Array(size) : new Float32Array(size);
      larger.set(this.#values.subarray(0, this.count));
      this.#values = larger;
    }
    if (isList) this.#values.set(value, this.count);
    else this.#values[this.count] = Number(value);
    this.count = end;
  }

  /** One of all values would say ids and labels longer: only where all are the same. */
  dictionary(): ColumnDictionary | null {
    const [first] = this.#values;
    for (let at = 1; at < this.count; at++) if (this.#values[at] !== first) return null;
    return ofOneEntry(this);
  }

  /** Typed arrays are little endian on every machine that runs Node. */
  write(bytes: GrowingBytes, start: number, end: number): void {
    const { buffer, byteOffset } = this.#values;
    bytes.bytes(new Uint8Array(buffer, byteOffset + 4 * start, 4 * (end - start)));
  }

  clear(): void {
    this.count = 0;
  }
}

/** Values kept one by one. */
abstract class ListedValues<T> implements ColumnValues {
  protected values: T[] = [];

  get count(): number {
    return this.values.length;
  }

  abstract append(value: Value): void;
  abstract write(bytes: GrowingBytes, start: number, end: number): void;

  dictionary(): ColumnDictionary | null {
    return this.values.every((value) => value === this.values[0]) ? ofOneEntry(this) : null;
  }

  clear(): void {
    this.values = [];
  }
}

class LongValues extends ListedValues<number> {
  append(value: Value): void {
    this.values.push(Number(value));
  }

  write(bytes: GrowingBytes, start: number, end: number): void {
    for (let at = start; at < end; at++) {
      const value = this.values[at] ?? 0;
      bytes.uint32(value >>> 0);
      bytes.uint32(Math.floor(value / 2 ** 32) >>> 0);
    }
  }
}

/** One bit a value, the lowest first. */
class BooleanValues extends ListedValues<boolean> {
  append(value: Value): void {
    this.values.push(Boolean(value));
  }

  /** Parquet has no dictionaries of booleans. */
  override dictionary(): null {
    return null;
  }

  write(bytes: GrowingBytes, start: number, end: number): void {
    for (let at = start; at < end; at += 8) {
      let byte = 0;
      for (let bit = 0; bit < 8 && at + bit < end; bit++) if (this.values[at + bit]) byte |= 1 << bit;
      bytes.byte(byte);
    }
  }
}

/** Texts, of which a file has few different ones: names of files, verdicts of turns. */
class TextValues implements ColumnValues {
  readonly #encoder = new TextEncoder();
  #entries = new Map<string, number>();
  #indexes = new Int32Array(1024);
  count = 0;

  append(value: Value): void {
    const text = String(value);
    let entry = this.#entries.get(text);
    if (entry === undefined) this.#entries.set(text, (entry = this.#entries.size));
    if (this.count === this.#indexes.length) {
      const larger = new Int32Array(2 * this.count);
      larger.set(this.#indexes);
      this.#indexes = larger;
    }
    this.#indexes[this.count++] = entry;
  }

  dictionary(): ColumnDictionary | null {
    const { size } = this.#entries;
    if (size === 0 || size > this.count / 2) return null;
    return {
      size,
      write: (bytes) => {
        for (const text of this.#entries.keys()) this.#writeText(bytes, text);
      },
      indexes: size === 1 ? null : this.#indexes,
    };
  }

  write(bytes: GrowingBytes, start: number, end: number): void {
    const texts = [...this.#entries.keys()];
    for (let at = start; at < end; at++) this.#writeText(bytes, texts[this.#indexes[at] ?? 0] ?? "");
  }

  clear(): void {
    this.#entries = new Map();
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
