import { entriesOf, isJsonArray, isJsonObject, JsonNumber, pythonJson, type Json } from "@turnwise/core";
import { deeper } from "./nesting.ts";

/**
 * What `{{ value }}` prints: `str(value)` of Python, and nothing for a value that is absent.
 *
 * ```
 * undefined → (nothing)    null → None    true → True    2.0 → 2.0    ["a", null] → ['a', None]
 * ```
 */
export function pythonText(value: Json | undefined): string {
  if (typeof value === "string") return value;
  return value === undefined ? "" : pythonRepresentation(value);
}

function pythonRepresentation(value: Json, depth = 0): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number" || value instanceof JsonNumber) return pythonNumber(value);
  if (typeof value === "string") return quoted(value);
  const inner = deeper(depth);
  if (isJsonArray(value)) return `[${value.map((item) => pythonRepresentation(item, inner)).join(", ")}]`;
  const entries = [...entriesOf(value)].map(([key, item]) => `${quoted(key)}: ${pythonRepresentation(item, inner)}`);
  return `{${entries.join(", ")}}`;
}

/** Python's `json` and `str` agree on numbers, but not on those that are too large for a float. */
function pythonNumber(value: number | JsonNumber): string {
  return pythonJson(value).replace("Infinity", "inf");
}

/** What Python escapes: all that `str.isprintable` denies, the backslash and the quotation mark in use. */
const ESCAPED = /[\\\p{C}\p{Z}]/gu;

function quoted(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(ESCAPED, escape);
  return mark + (mark === "'" ? escaped.replaceAll("'", "\\'") : escaped) + mark;
}

const NAMED: Readonly<Record<string, string>> = { " ": " ", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escape(character: string): string {
  const named = NAMED[character];
  if (named !== undefined) return named;
  const code = (character.codePointAt(0) ?? 0).toString(16);
  if (code.length <= 2) return `\\x${code.padStart(2, "0")}`;
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
}

/** What `{% if value %}` takes for true. */
export function isTruthy(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === "") return false;
  if (typeof value === "number" || value instanceof JsonNumber) return Number(value) !== 0;
  if (isJsonArray(value)) return value.length > 0;
  return isJsonObject(value) ? [...entriesOf(value)].length > 0 : true;
}
