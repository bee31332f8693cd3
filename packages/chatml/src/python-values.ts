import { isJsonArray, isJsonObject, pythonJson, entriesOf, type Json } from "@turnwise/core";

/** Python's truth of a value: false for None, False, 0, and whatever is empty. */
export function isTruthy(value: Json | undefined): boolean {
  if (value === undefined || value === null || typeof value === "boolean") return value === true;
  if (typeof value === "string") return value !== "";
  if (isJsonArray(value)) return value.length > 0;
  if (isJsonObject(value)) return [...entriesOf(value)].length > 0;
  return Number(value) !== 0;
}

/** Python's `str(value)` where that is no notation of a list or a dict: `None`, `True`, `2.0`; else null. */
export function scalarText(value: Json): string | null {
  if (typeof value === "string") return value;
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return isJsonArray(value) || isJsonObject(value) ? null : pythonJson(value);
}
