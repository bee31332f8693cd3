import { scaledToInteger } from "../exact-rounding.ts";

/** A float's digits, exact and rounded half to even, as C's `printf` writes them. */

/** No float has more digits behind the point than this. */
const MOST_DIGITS = 1100;

/** `%.{precision}f` of a finite value from 0 on. */
export function fixed(value: number, precision: number): string {
  const places = Math.min(precision, MOST_DIGITS);
  const digits = scaledToInteger(value, places)
    .toString()
    .padStart(places + 1, "0");
  const fraction = digits.slice(digits.length - places).padEnd(precision, "0");
  return precision === 0 ? digits : `${digits.slice(0, digits.length - places)}.${fraction}`;
}

/** The first digits of a finite value from 0 on, and the power of ten of the first one. */
export function significant(value: number, count: number): { readonly digits: string; readonly exponent: number } {
  if (value === 0) return { digits: "0".repeat(count), exponent: 0 };
  const places = Math.min(count, MOST_DIGITS);
  let exponent = Number(value.toExponential().split("e")[1] ?? 0);
  let digits = scaledToInteger(value, places - 1 - exponent).toString();
  if (digits.length < places) digits = scaledToInteger(value, places - 1 - --exponent).toString();
  if (digits.length > places) [digits, exponent] = [digits.slice(0, places), exponent + 1];
  return { digits: digits.padEnd(count, "0"), exponent };
}
