import { exponentText, floatText } from "../number-text.ts";
import { fixed, significant } from "./decimal.ts";

/** How a float is written: `r` is repr, or, with a precision, `g` that shows at least one digit behind the point. */
export interface FloatFormat {
  readonly type: "e" | "f" | "g" | "r";
  /** Digits behind the point, for `g` in all; null for `r` alone. */
  readonly precision: number | null;
  /** `#`: the point and trailing zeros stay. */
  readonly isAlternate: boolean;
}

/** A float without its sign. */
export function formatFloat(value: number, { type, precision, isAlternate }: FloatFormat): string {
  const size = Math.abs(value);
  if (!Number.isFinite(size)) return Number.isNaN(size) ? "nan" : "inf";
  if (type === "r" && precision === null) return floatText(size);
  const places = precision ?? 6;
  if (type === "f") return fixed(size, places) + (isAlternate && places === 0 ? "." : "");
  if (type === "e") {
    const { digits, exponent } = significant(size, places + 1);
    const point = places > 0 || isAlternate ? "." : "";
    return digits.charAt(0) + point + digits.slice(1) + exponentText(exponent);
  }
  return general(size, Math.max(places, 1), isAlternate, type === "r");
}

function general(size: number, count: number, isAlternate: boolean, showsPoint: boolean): string {
  const { digits, exponent } = significant(size, count);
  const isScientific = exponent < -4 || exponent >= count - (showsPoint ? 1 : 0);
  const shifted = exponent < 0 ? "0".repeat(-exponent) + digits : digits;
  const wholes = isScientific || exponent < 0 ? 1 : exponent + 1;
  const all = isScientific ? digits : shifted;
  const whole = all.slice(0, wholes).padEnd(wholes, "0");
  const fraction = isAlternate ? all.slice(wholes) : withoutZeros(all.slice(wholes));
  const end = isScientific ? exponentText(exponent) : "";
  if (fraction === "" && showsPoint && !isScientific) return `${whole}.0`;
  return whole + (fraction !== "" || isAlternate ? "." : "") + fraction + end;
}

/** Not by a regular expression, which takes quadratic time for many zeros. */
function withoutZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charAt(end - 1) === "0") end--;
  return digits.slice(0, end);
}
