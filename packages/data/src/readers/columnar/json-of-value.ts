import { Buffer } from "node:buffer";
import { JsonNumber, parseJson, type Json } from "@turnwise/core";
import type { ColumnType, StructType } from "./column-type.ts";
import { InvalidText } from "./invalid-text.ts";

/** Deeper values are no row: printing and rendering are recursive. */
const DEEPEST = 1000;

/** Why a value is no JSON: its row is broken. */
export class ValueFault extends Error {
  override readonly name: string = "ValueFault";
  readonly code: "row-too-large" | "invalid-utf8" | "nested-too-deep";
  /** What is kept of the row. */
  readonly bytes: Uint8Array | undefined;
  constructor(code: ValueFault["code"], message: string, bytes?: Uint8Array) {
    super(message);
    this.code = code;
    this.bytes = bytes;
  }
}

/** Makes JSON of the values of one row, and counts. */
export class RowJson {
  readonly #maximumBytes: number;
  #size = 0;
  #removedNulls = 0;

  constructor(maximumBytes: number) {
    this.#maximumBytes = maximumBytes;
  }

  /** Null fields of inner objects, which were left out. */
  get removedNulls(): number {
    return this.#removedNulls;
  }

  /** @throws {ValueFault} */
  row(type: StructType, values: Readonly<Record<string, unknown>>): Json {
    return this.#struct(type, values, 0);
  }

  #value(type: ColumnType, value: unknown, depth: number): Json {
    if (value === null || value === undefined) return this.#count(4, null);
    if (value instanceof InvalidText) {
      if (type.kind === "other") return this.#other(value.bytes, depth);
      throw new ValueFault("invalid-utf8", `a text is not UTF-8: ${shownBytes(value.bytes)}`, value.bytes);
    }
    switch (type.kind) {
      case "text":
        return typeof value === "string" ? this.#text(value) : this.#other(value, depth);
      case "json":
        return typeof value === "string" ? this.#parsed(value) : this.#other(value, depth);
      case "float":
        return typeof value === "number" ? this.#count(8, float(value)) : this.#other(value, depth);
      case "list":
        return Array.isArray(value) ? this.#list(type.item, value, depth) : this.#other(value, depth);
      case "struct":
        return isRecord(value) ? this.#struct(type, value, depth) : this.#other(value, depth);
      case "other":
        return this.#other(value, depth);
      default:
        return type satisfies never;
    }
  }

  #list(item: ColumnType, values: readonly unknown[], depth: number): Json {
    if (depth > DEEPEST) throw tooDeep();
    this.#count(2, null);
    return values.map((value) => this.#value(item, value, depth + 1));
  }

  /** Of inner objects without fields that are null: a schema gives every object the fields of all, and nobody can tell them apart. */
  #struct({ fields, needsMap }: StructType, values: Readonly<Record<string, unknown>>, depth: number): Json {
    if (depth > DEEPEST) throw tooDeep();
    const map = needsMap ? new Map<string, Json>() : undefined;
    const object: Record<string, Json> = {};
    for (const { name, type } of fields) {
      const value = this.#value(type, values[name], depth + 1);
      if (value === null && depth > 0) {
        this.#removedNulls += 1;
        continue;
      }
      this.#count(name.length + 4, null);
      if (map === undefined) object[name] = value;
      else map.set(name, value);
    }
    return map ?? object;
  }

  /** By what it is, where the file does not say more. */
  #other(value: unknown, depth: number): Json {
    if (depth > DEEPEST) throw tooDeep();
    if (typeof value === "string") return this.#text(value);
    if (typeof value === "boolean") return this.#count(5, value);
    if (typeof value === "number") return this.#count(8, Number.isFinite(value) ? value : String(value));
    if (typeof value === "bigint") return this.#count(8, integer(value));
    if (value instanceof Date) return this.#text(Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString());
    if (value instanceof Uint8Array) {
      this.#count(Math.ceil(value.length / 3) * 4, null);
      return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64");
    }
    if (Array.isArray(value)) return this.#list({ kind: "other" }, value, depth);
    if (ArrayBuffer.isView(value) && Symbol.iterator in value) {
      return this.#list({ kind: "other" }, Array.from(value as unknown as Iterable<unknown>), depth);
    }
    if (value === null || value === undefined) return null;
    const entries = value instanceof Map ? [...value] : Object.entries(value);
    return new Map(
      entries.map(([key, item]) => [this.#text(String(key)), this.#value({ kind: "other" }, item, depth + 1)]),
    );
  }

  #text(text: string): string {
    this.#count(text.length + 2, null);
    return text;
  }

  /** A column that is declared to hold JSON text. What is no JSON is left as text. */
  #parsed(text: string): Json {
    this.#count(text.length, null);
    try {
      return parseJson(text);
    } catch {
      return text;
    }
  }

  #count<T>(size: number, value: T): T {
    this.#size += size;
    if (this.#size > this.#maximumBytes) {
      throw new ValueFault(
        "row-too-large",
        `the row has more than ${this.#maximumBytes} bytes, which is the limit. Split the row, or raise the limit with --max-row-bytes.`,
      );
    }
    return value;
  }
}

function tooDeep(): ValueFault {
  return new ValueFault("nested-too-deep", "the row is nested too deep to be read. Leave it out.");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

/** As Python prints it, with a point: 2.0. JSON has neither NaN nor infinities: they become text. */
function float(value: number): Json {
  if (!Number.isFinite(value)) return String(value);
  const text = Object.is(value, -0) ? "-0.0" : String(value);
  return new JsonNumber(/[.e]/.test(text) ? text : `${text}.0`);
}

function integer(value: bigint): Json {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : new JsonNumber(String(value));
}

function shownBytes(bytes: Uint8Array): string {
  const shown = Buffer.from(bytes.subarray(0, 40))
    .toString("latin1")
    .replace(/[^\x20-\x7e]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`);
  return `"${shown}${bytes.length > 40 ? "…" : ""}"`;
}
