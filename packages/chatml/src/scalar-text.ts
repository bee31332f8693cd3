import { isJsonArray, isJsonObject, pythonText, type Json } from "@turnwise/core";

/** Python's `str(value)` where that is no notation of a list or a dict: `None`, `True`, `2.0`; else null. */
export function scalarText(value: Json): string | null {
  return isJsonArray(value) || isJsonObject(value) ? null : pythonText(value);
}
