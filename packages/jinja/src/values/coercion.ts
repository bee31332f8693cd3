import { DataInteger, Float } from "./numbers.ts";
import { fail } from "./python-error.ts";
import { typeName } from "./type-name.ts";
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

/** The integer of an int or a bool. @throws {TemplateRuntimeError} TypeError: it is neither */
export function requireInteger(value: Value): number | bigint {
  return asInteger(value) ?? fail("TypeError", `'${typeName(value)}' object cannot be interpreted as an integer`);
}

/**
 * A count, width or index that must be an integer; the fallback where it is not given.
 *
 * @param type what CPython keeps it in
 * @throws {TemplateRuntimeError} TypeError: no int; OverflowError: beyond the 64 bits of that type, or the 32 of an `int`
 */
export function indexArgument(value: Value | undefined, fallback: number, type: "ssize_t" | "int" = "ssize_t"): number {
  if (value === undefined) return fallback;
  const index = BigInt(requireInteger(value));
  if (BigInt.asIntN(type === "int" ? 32 : 64, index) !== index) {
    fail("OverflowError", `Python int too large to convert to C ${type}`);
  }
  return Number(index);
}
