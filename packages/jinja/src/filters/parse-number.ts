import { asciiDigits } from "../strings/decimal-digits.ts";
import { integer } from "../values/numbers.ts";

const SPACES =
  "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";
const FIGURES = /^[0-9a-z]+(?:_[0-9a-z]+)*$/;
const FLOAT =
  /^[+-]?(?:inf(?:inity)?|nan|(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?)$/;
const PREFIXES: ReadonlyMap<string, number> = new Map([
  ["0b", 2],
  ["0o", 8],
  ["0x", 16],
]);
/** Python refuses to read longer integers, but for bases that are powers of two. */
const MOST_DIGITS = 4300;

/** `int(text, base)`, or null where Python has a ValueError. */
export function integerOfText(text: string, base: number): number | bigint | null {
  if (base !== 0 && (base < 2 || base > 36)) return null;
  const body = normalized(text);
  const unsigned = /^[+-]/.test(body) ? body.slice(1) : body;
  const prefixed = PREFIXES.get(unsigned.slice(0, 2));
  const hasPrefix = prefixed !== undefined && (base === 0 || base === prefixed);
  const figures = hasPrefix ? unsigned.slice(unsigned[2] === "_" ? 3 : 2) : unsigned;
  if (!FIGURES.test(figures)) return null;
  if (base === 0 && !hasPrefix && /^0[0_]*[^0_]/.test(figures)) return null;
  const value = readFigures(figures.replaceAll("_", ""), hasPrefix ? prefixed : base === 0 ? 10 : base);
  return value === null ? null : integer(body.startsWith("-") ? -value : value);
}

function readFigures(figures: string, base: number): bigint | null {
  const bits = Math.log2(base);
  if (!Number.isInteger(bits) && figures.length > MOST_DIGITS) return null;
  for (const figure of figures) if (Number.parseInt(figure, 36) >= base) return null;
  if (base === 10) return BigInt(figures);
  if (Number.isInteger(bits)) {
    const binary = Array.from(figures, (figure) => Number.parseInt(figure, 36).toString(2).padStart(bits, "0"));
    return BigInt(`0b${binary.join("")}`);
  }
  const radix = BigInt(base);
  let value = 0n;
  for (const figure of figures) value = value * radix + BigInt(Number.parseInt(figure, 36));
  return value;
}

/** `float(text)`, or null where Python has a ValueError. */
export function floatOfText(text: string): number | null {
  const body = normalized(text);
  if (!FLOAT.test(body)) return null;
  if (body.includes("nan")) return Number.NaN;
  if (body.includes("inf")) return body.startsWith("-") ? -Infinity : Infinity;
  return Number(body.replaceAll("_", ""));
}

/** In lower case, without white space at its edges, and with every decimal digit of Unicode as the one that it stands for. */
function normalized(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && SPACES.includes(text.charAt(start))) start++;
  while (end > start && SPACES.includes(text.charAt(end - 1))) end--;
  const body = asciiDigits(text.slice(start, end));
  return body.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
