import type { ColumnType, ShardRow } from "@turnwise/core";
import type { GrowingBytes } from "./growing-bytes.ts";

type Value = ShardRow[number];

/** The values of one column, collected for a row group, and written plainly for a page. */
export interface ColumnValues {
  /** How many values there are; a list's elements are its values. */
  readonly count: number;
  append(value: Value): void;
  /** Whether all values are the same, and a dictionary of one entry can say so. */
  isConstant(): boolean;
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

  isConstant(): boolean {
    const [first] = this.#values;
    for (let at = 1; at < this.count; at++) if (this.#values[at] !== first) return false;
    return true;
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

  isConstant(): boolean {
    return this.values.every((value) => value === this.values[0]);
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
    for (const value of this.values.slice(start, end)) {
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
  override isConstant(): boolean {
    return false;
  }

  write(bytes: GrowingBytes, start: number, end: number): void {
    for (let at = start; at < end; at += 8) {
      let byte = 0;
      for (let bit = 0; bit < 8 && at + bit < end; bit++) if (this.values[at + bit]) byte |= 1 << bit;
      bytes.byte(byte);
    }
  }
}

class TextValues extends ListedValues<string> {
  readonly #encoder = new TextEncoder();

  append(value: Value): void {
    this.values.push(String(value));
  }

  write(bytes: GrowingBytes, start: number, end: number): void {
    for (const value of this.values.slice(start, end)) {
      const encoded = this.#encoder.encode(value);
      bytes.uint32(encoded.length);
      bytes.bytes(encoded);
    }
  }
}
