import { entriesOf, isJsonArray, isJsonObject, JsonNumber, type Json } from "@turnwise/core";

/** Whether Python takes a value for true in a condition: not for null, false, 0, `""`, `[]` and `{}`. */
export function pythonTruth(value: Json): boolean {
  if (isJsonArray(value)) return value.length > 0;
  if (isJsonObject(value)) return [...entriesOf(value)].length > 0;
  if (value instanceof JsonNumber) return Number(value) !== 0;
  return Boolean(value);
}
