import { DataInteger, Float } from "./numbers.ts";
import type { Value } from "./value.ts";

/** The integer of an int or a bool (`operator.index`); null for all else. */
export function asInteger(value: Value): number | bigint | null {
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return value instanceof DataInteger ? value.value : null;
}

/** The number of a float, an int or a bool, rounded to a float; null for all else. */
export function asFloat(value: Value): number | null {
  if (value instanceof Float) return value.value;
  const whole = asInteger(value);
  return whole === null ? null : Number(whole);
}
