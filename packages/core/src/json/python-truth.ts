import type { Json } from "../contracts/json.ts";
import { JsonNumber } from "./json-number.ts";
import { entriesOf, isJsonArray, isJsonObject } from "./json-object.ts";

/**
 * `bool(value)` of CPython, which conditions of templates ask for: false for None, False, every zero, and whatever is empty. An
 * absent value is false, as Jinja's undefined.
 *
 * @example
 * import { pythonTruth } from "@turnwise/core";
 *
 * [null, 0, "", [], {}].some(pythonTruth); // false
 */
export function pythonTruth(value: Json | undefined): boolean {
  if (isJsonArray(value)) return value.length > 0;
  if (isJsonObject(value)) return [...entriesOf(value)].length > 0;
  if (typeof value === "number" || value instanceof JsonNumber) return Number(value) !== 0;
  return Boolean(value);
}
