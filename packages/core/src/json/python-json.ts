import type { Json } from "../contracts/json.ts";
import { JsonNumber } from "./json-number.ts";
import { entriesOf, isJsonArray, isJsonObject } from "./json-object.ts";
import { orTooDeep } from "./or-too-deep.ts";

/**
 * `json.dumps(value, ensure_ascii=False)` of Python, with the parsed numbers of Python: what the filter `tojson` prints in
 * Hugging Face's templates. With `indent` each level on lines of its own, as `json.dumps(value, indent=indent)`.
 *
 * @throws {RowError} `nested-too-deep`
 * @example
 * import { pythonJson } from "@turnwise/core";
 *
 * pythonJson({ city: "Paris", days: 3 }); // {"city": "Paris", "days": 3}
 */
export function pythonJson(value: Json, options: { readonly indent?: number } = {}): string {
  return orTooDeep(() => print(value, options.indent, 0));
}

function print(value: Json, indent: number | undefined, depth: number): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number" || value instanceof JsonNumber) return pythonNumber(value);
  if (typeof value === "string") return pythonString(value);
  if (isJsonArray(value)) {
    return bracket(
      "[",
      value.map((item) => print(item, indent, depth + 1)),
      "]",
      indent,
      depth,
    );
  }
  if (isJsonObject(value)) {
    const items: string[] = [];
    for (const [key, item] of entriesOf(value)) items.push(`${pythonString(key)}: ${print(item, indent, depth + 1)}`);
    return bracket("{", items, "}", indent, depth);
  }
  return value satisfies never;
}

function bracket(
  open: string,
  items: readonly string[],
  close: string,
  indent: number | undefined,
  depth: number,
): string {
  if (items.length === 0) return open + close;
  if (indent === undefined) return open + items.join(", ") + close;
  const inner = `\n${" ".repeat(indent * (depth + 1))}`;
  return `${open}${inner}${items.join(`,${inner}`)}\n${" ".repeat(indent * depth)}${close}`;
}

/**
 * Python escapes what JavaScript does, but for lone surrogates, which stand as they are. Escaped they would pass for text,
 * and the row would not be refused.
 */
function pythonString(text: string): string {
  if (text.isWellFormed()) return JSON.stringify(text);
  const pieces = text.split(/(\p{Surrogate})/u);
  return `"${pieces.map((piece, at) => (at % 2 === 1 ? piece : JSON.stringify(piece).slice(1, -1))).join("")}"`;
}

/**
 * How Python prints the number that its `json` parsed: an integer digit for digit, anything with a point or an exponent as
 * the `repr` of a float, `1e-7` as `1e-07`.
 */
export function pythonNumber(value: number | JsonNumber): string {
  const lexeme = typeof value === "number" ? null : value.lexeme;
  if (lexeme !== null && /^-?\d+$/.test(lexeme)) return BigInt(lexeme).toString();
  const number = Number(value);
  if (lexeme === null && Number.isInteger(number)) return BigInt(number).toString();
  return pythonFloat(number);
}

/** `repr(float)`: shortest digits as in JavaScript, but an exponent below 1e-4 and from 1e16 on, with a sign and two digits. */
function pythonFloat(number: number): string {
  if (!Number.isFinite(number)) return number > 0 ? "Infinity" : number < 0 ? "-Infinity" : "NaN";
  if (number === 0) return Object.is(number, -0) ? "-0.0" : "0.0";
  const [digits = "", power = "0"] = number.toExponential().split("e");
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    return `${digits}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  const plain = String(number);
  return plain.includes(".") ? plain : `${plain}.0`;
}
