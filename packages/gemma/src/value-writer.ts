import {
  entriesOf,
  isJsonArray,
  isJsonObject,
  JsonNumber,
  pythonText,
  TemplateError,
  valueAt,
  type Json,
  type JsonObject,
} from "@turnwise/core";
import { deeper } from "./nesting.ts";
import { sortedEntries } from "./sorted-entries.ts";
import type { TurnWriter } from "./turn-writer.ts";

/** Writes values in Gemma 4's notation: template text around data. */
export interface ValueWriter {
  template(text: string): void;
  data(text: string): void;
}

/** A writer of values that came from one field: of a message, or of the tools (message -1). */
export function valueWriter(
  turn: TurnWriter,
  from: { readonly message: number; readonly field: string },
  wraps: string,
): ValueWriter {
  const place = { ...from, start: -1 };
  return {
    template: (text) => turn.template(text, wraps),
    data: (text) => turn.data(text, place),
  };
}

/** The token that Gemma 4 puts around strings. */
const QUOTE = '<|"|>';

export interface ArgumentNotation {
  /** Whether keys stand in quotation marks. */
  readonly quotedKeys: boolean;
  /** What null prints as: `None` of Python, or `null`. */
  readonly none: "None" | "null";
}

/**
 * The macro `format_argument`.
 *
 * ```
 * {"b": [1, null], "a": "x"}  →  {a:<|"|>x<|"|>,b:[1,None]}
 * ```
 */
export function writeArgument(
  writer: ValueWriter,
  value: Json | undefined,
  notation: ArgumentNotation,
  depth = 0,
): void {
  if (typeof value === "string") writeQuoted(writer, value);
  else if (typeof value === "boolean") writer.data(String(value));
  else if (value === null) writer.data(notation.none);
  else if (value === undefined) writer.template("[]");
  else if (typeof value === "number" || value instanceof JsonNumber) writer.data(pythonText(value));
  else if (isJsonArray(value)) {
    writer.template("[");
    for (const [index, item] of value.entries()) {
      if (index > 0) writer.template(",");
      writeArgument(writer, item, notation, deeper(depth));
    }
    writer.template("]");
  } else if (isJsonObject(value)) {
    writer.template("{");
    writeMembers(writer, value, notation, deeper(depth));
    writer.template("}");
  } else value satisfies never;
}

/** `key:value,key:value`, sorted by key. */
export function writeMembers(writer: ValueWriter, object: JsonObject, notation: ArgumentNotation, depth = 0): void {
  const separate = commaWriter(writer);
  for (const [key, value] of sortedEntries(object)) {
    separate();
    if (notation.quotedKeys) writeQuoted(writer, key);
    else writer.data(key);
    writer.template(":");
    writeArgument(writer, value, notation, depth);
  }
}

/** What writes a comma before each thing but the first. */
export function commaWriter(writer: ValueWriter): () => void {
  let first = true;
  return () => {
    if (!first) writer.template(",");
    first = false;
  };
}

/** `<|"|>text<|"|>` */
export function writeQuoted(writer: ValueWriter, text: string): void {
  writer.template(QUOTE);
  writer.data(text);
  writer.template(QUOTE);
}

/** `["a","b"]` with each item as Python prints it. */
export function writeNames(writer: ValueWriter, names: Json): void {
  for (const [index, name] of itemsOf(names).entries()) {
    if (index > 0) writer.template(",");
    writeQuoted(writer, pythonText(name));
  }
}

/** What a `for` goes through: a list's items, a text's characters, an object's keys. */
export function itemsOf(value: Json): readonly Json[] {
  if (isJsonArray(value)) return value;
  if (typeof value === "string") return [...value];
  if (isJsonObject(value)) return keysOf(value);
  throw new TemplateError(`A tool needs a list where it has ${pythonText(value)}`);
}

function keysOf(object: JsonObject): readonly string[] {
  return [...entriesOf(object)].map(([key]) => key);
}

/** `value['key']`: absent for whatever has no such key. */
export function memberOf(value: Json, key: string): Json | undefined {
  return isJsonObject(value) ? valueAt(value, key) : undefined;
}

/** `value | upper` */
export function upper(value: Json | undefined): string {
  return pythonText(value).toUpperCase();
}
