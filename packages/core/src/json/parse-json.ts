import { visit, type ParseError } from "jsonc-parser";
import type { Json } from "../contracts/json.ts";
import { JsonNumber } from "./json-number.ts";
import { isStackOverflow } from "./or-too-deep.ts";

/**
 * What `JSON.parse` would lose: a number with a point or an exponent (`2.0`), one of 16 digits or more, a key that looks
 * like an array index. May find one inside a string: then the slow path gives the same result.
 */
const NEEDS_EXACT = /(?:^|[:,[])\s*-?\d+(?:[.eE]|\d{15})|"(?:\d|\\u003\d)+"\s*:|(?:^|[:,[])\s*-0(?![\d.eE])/;

/** Whether something was read that `JSON.parse` may have changed. Most rows are texts alone, and then no look at the source is needed. */
function mayHaveLost(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return typeof value === "number";
  if (Array.isArray(value)) {
    for (const item of value) if (mayHaveLost(item)) return true;
    return false;
  }
  let isFirst = true;
  for (const key in value) {
    // Keys that look like an array index come first, whatever their place in the source.
    if (isFirst && isDigit(key.charCodeAt(0))) return true;
    isFirst = false;
    if (mayHaveLost((value as Readonly<Record<string, unknown>>)[key])) return true;
  }
  return false;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Values nested too deep to be looked at may have lost something. */
function mayHaveLostAny(value: unknown): boolean {
  try {
    return mayHaveLost(value);
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    return true;
  }
}

/**
 * Parses JSON and keeps what templates print: numbers as written and keys in their order, as Python's `json` does.
 *
 * @throws {SyntaxError} of JSON.parse, and for values nested deeper than the stack
 * @example
 * import { parseJson, pythonJson } from "@turnwise/core";
 *
 * pythonJson(parseJson('{"2": 2.0, "1": 9007199254740993}')); // {"2": 2.0, "1": 9007199254740993}
 */
export function parseJson(text: string): Json {
  const value = JSON.parse(text) as Json;
  if (!mayHaveLostAny(value) || !NEEDS_EXACT.test(text)) return value;
  try {
    return parseExactly(text);
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    throw new SyntaxError("the values are nested too deep", { cause: error });
  }
}

/** `text` is valid JSON. Objects become Maps, where a repeated key keeps its first place and its last value. */
function parseExactly(text: string): Json {
  const open: (Json[] | Map<string, Json>)[] = [];
  const keys: string[] = [];
  let result: Json = null;
  const put = (value: Json): void => {
    const parent = open.at(-1);
    if (parent === undefined) result = value;
    else if (parent instanceof Map) parent.set(keys.at(-1) ?? "", value);
    else parent.push(value);
  };
  const begin = (container: Json[] | Map<string, Json>): void => {
    put(container);
    open.push(container);
    keys.push("");
  };
  const end = (): void => {
    open.pop();
    keys.pop();
  };
  visit(text, {
    onObjectBegin: () => begin(new Map()),
    onObjectProperty: (key) => void (keys[keys.length - 1] = key),
    onObjectEnd: end,
    onArrayBegin: () => begin([]),
    onArrayEnd: end,
    onLiteralValue: (value: unknown, offset, length) =>
      put(typeof value === "number" ? exactNumber(text.slice(offset, offset + length)) : (value as Json)),
    onError: (error: ParseError["error"], offset) => {
      throw new SyntaxError(`JSON error ${error} at position ${offset}`);
    },
  });
  return result;
}

/** With an exponent Python has a float, even for 1e+22, which JavaScript spells the same and takes for an integer. */
function exactNumber(lexeme: string): number | JsonNumber {
  const number = Number(lexeme);
  return String(number) === lexeme && !lexeme.includes("e") ? number : new JsonNumber(lexeme);
}
