import type { Json } from "../contracts/json.ts";
import { JsonNumber } from "./json-number.ts";
import { entriesOf, isJsonArray } from "./json-object.ts";
import { orTooDeep } from "./or-too-deep.ts";
import { pythonNumber } from "./python-json.ts";

/**
 * What `{{ value }}` prints: `str(value)` of CPython, and nothing for an absent value, as Jinja's undefined. Inside of lists and
 * dicts, texts stand as `repr` writes them; what is printable is asked of the Unicode version of JavaScript.
 *
 * ```
 * undefined → (nothing)    null → None    true → True    2.0 → 2.0    ["a", null] → ['a', None]    {"b": "it's"} → {'b': "it's"}
 * ```
 *
 * @throws {RowError} `nested-too-deep`
 */
export function pythonText(value: Json | undefined): string {
  if (typeof value === "string") return value;
  return value === undefined ? "" : orTooDeep(() => representation(value));
}

function representation(value: Json): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number" || value instanceof JsonNumber) return number(value);
  if (typeof value === "string") return quoted(value);
  if (isJsonArray(value)) return `[${value.map(representation).join(", ")}]`;
  const entries = Array.from(entriesOf(value), ([key, item]) => `${quoted(key)}: ${representation(item)}`);
  return `{${entries.join(", ")}}`;
}

/** Python's `json` and `str` agree on numbers, but not on those that are too large for a float. */
function number(value: number | JsonNumber): string {
  return pythonNumber(value).replace("Infinity", "inf").replace("NaN", "nan");
}

/** What `repr` escapes besides quotation marks: the backslash, and all that `str.isprintable` denies. */
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
