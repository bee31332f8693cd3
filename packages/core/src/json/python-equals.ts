import type { Json } from "../contracts/json.ts";
import { JsonNumber } from "./json-number.ts";
import { entriesOf, isJsonArray, isJsonObject } from "./json-object.ts";
import { orTooDeep } from "./or-too-deep.ts";

/**
 * `one == other` of CPython: numbers by their exact value, of which True is 1 and False is 0; dicts whatever the order of their
 * keys.
 *
 * @throws {RowError} `nested-too-deep`
 * @example
 * import { JsonNumber, pythonEquals } from "@turnwise/core";
 *
 * pythonEquals(true, new JsonNumber("1.0")); // true
 */
export function pythonEquals(one: Json, other: Json): boolean {
  return orTooDeep(() => equals(one, other));
}

function equals(one: Json, other: Json): boolean {
  if (isNumber(one) && isNumber(other)) return exact(one) === exact(other);
  if (isJsonArray(one) && isJsonArray(other)) {
    return one.length === other.length && one.every((item, index) => equals(item, other[index] ?? null));
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return one === other;
  const entries = [...entriesOf(one)];
  const values = new Map(entriesOf(other));
  return (
    entries.length === values.size &&
    entries.every(([key, value]) => values.has(key) && equals(value, values.get(key) ?? null))
  );
}

function isNumber(value: Json): value is number | boolean | JsonNumber {
  return typeof value === "number" || typeof value === "boolean" || value instanceof JsonNumber;
}

/** A whole number as a bigint, any other as it is, so that `===` compares without rounding. */
function exact(value: number | boolean | JsonNumber): number | bigint {
  if (value instanceof JsonNumber && /^-?\d+$/.test(value.lexeme)) return BigInt(value.lexeme);
  const number = Number(value);
  return Number.isInteger(number) ? BigInt(number) : number;
}
