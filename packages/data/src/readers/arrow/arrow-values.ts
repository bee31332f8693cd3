import type { Data, DataType, Vector } from "apache-arrow";
import { InvalidText, textOf } from "../columnar/invalid-text.ts";
import type { ArrowLibrary } from "./library.ts";

const MOST_ROWS = 1 << 24;

/**
 * The values of a column as plain ones: arrays for lists, objects for structs, null where there is none. Texts are decoded here,
 * because apache-arrow puts U+FFFD for what is not UTF-8.
 */
export function plainValues(data: Data, library: ArrowLibrary): unknown[] {
  checkLength(data, library);
  const values = valuesOf(data, library);
  if (data.nullCount > 0) {
    for (let index = 0; index < data.length; index++) if (!data.getValid(index)) values[index] = null;
  }
  return values;
}

/** A column must have the bytes for as many values as it claims. */
function checkLength({ type, length, values, valueOffsets, children }: Data, { DataType: is }: ArrowLibrary): void {
  let most = MOST_ROWS;
  if (is.isUtf8(type) || is.isLargeUtf8(type) || is.isList(type) || is.isLargeList(type)) {
    most = ((valueOffsets as ArrayLike<unknown> | undefined)?.length ?? 0) - 1;
  } else if (is.isStruct(type)) {
    most = Math.min(MOST_ROWS, ...children.map((child) => child.length));
  } else if (is.isBool(type)) {
    most = ((values as ArrayLike<unknown> | undefined)?.length ?? 0) * 8;
  } else if (is.isDictionary(type) || is.isInt(type) || is.isFloat(type)) {
    most = (values as ArrayLike<unknown> | undefined)?.length ?? 0;
  }
  if (length > Math.max(0, most))
    throw new Error(`a column should have ${length} values, and holds ${Math.max(0, most)}`);
}

function valuesOf(data: Data, library: ArrowLibrary): unknown[] {
  const { DataType: is } = library;
  const { type, length } = data;
  if (is.isUtf8(type) || is.isLargeUtf8(type)) return texts(data);
  if (is.isList(type) || is.isLargeList(type)) return lists(data, library);
  if (is.isStruct(type)) return structs(data, type, library);
  if (is.isDictionary(type)) return dictionaryValues(data, library);
  const vector = new library.Vector([data]);
  return Array.from({ length }, (_, index) => otherValue(vector.get(index), type, library));
}

function texts({ valueOffsets, values, length }: Data): (string | InvalidText)[] {
  const bytes: Uint8Array = values;
  return Array.from({ length }, (_, index) =>
    textOf(bytes.subarray(Number(valueOffsets[index]), Number(valueOffsets[index + 1]))),
  );
}

function lists(data: Data, library: ArrowLibrary): unknown[] {
  const [items] = data.children;
  if (items === undefined) throw new Error("a list has no items");
  const first = Number(data.valueOffsets[0] ?? 0);
  const last = Number(data.valueOffsets[data.length] ?? 0);
  if (!(first >= 0 && first <= last && last <= items.length)) throw new Error("a list reaches beyond its items");
  const values = plainValues(items.slice(first, last - first), library);
  return Array.from({ length: data.length }, (_, index) =>
    values.slice(Number(data.valueOffsets[index]) - first, Number(data.valueOffsets[index + 1]) - first),
  );
}

function structs(data: Data, type: DataType, library: ArrowLibrary): unknown[] {
  const columns = data.children.map(
    (child, index) => [type.children[index]?.name ?? "", plainValues(child, library)] as const,
  );
  return Array.from({ length: data.length }, (_, row) =>
    Object.fromEntries(columns.map(([name, values]) => [name, values[row]])),
  );
}

function dictionaryValues(data: Data, library: ArrowLibrary): unknown[] {
  const words: unknown[] = (data.dictionary?.data ?? []).flatMap((part: Data) => plainValues(part, library));
  const indexes: ArrayLike<number | bigint> = data.values;
  return Array.from({ length: data.length }, (_, index) => words[Number(indexes[index])] ?? null);
}

/** What apache-arrow gives for types that chats do not have. */
function otherValue(value: unknown, type: DataType, library: ArrowLibrary): unknown {
  const { DataType: is } = library;
  if (value === null || value === undefined) return null;
  if (is.isUtf8View(type) && typeof value === "string")
    return value.includes("\uFFFD") ? new InvalidText(new Uint8Array()) : value;
  if (is.isTimestamp(type) && typeof value === "number") return new Date(value);
  if (is.isDate(type)) return new Date(Number(value));
  if (is.isDecimal(type)) return decimal(value, type.scale);
  if (value instanceof library.Vector)
    return [...(value as Vector)].map((item) => otherValue(item, type.children[0]?.type ?? type, library));
  return is.isMap(type) && typeof value === "object" ? new Map(Object.entries(value)) : value;
}

/** A decimal's digits come as 32-bit words, the lowest first, in two's complement. */
function decimal(value: unknown, scale: number): number {
  if (!(value instanceof Uint32Array)) return Number(value);
  const digits = value.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
  return Number(BigInt.asIntN(value.length * 32, digits)) / 10 ** scale;
}
