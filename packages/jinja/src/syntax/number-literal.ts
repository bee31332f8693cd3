import { TemplateSyntaxError } from "../errors.ts";
import { asciiDigits } from "../strings/decimal-digits.ts";

/** Python refuses to read longer ones, since that takes quadratic time. */
const MOST_DECIMAL_DIGITS = 4300;

/**
 * The value of an integer literal: decimal, or `0x`, `0o`, `0b`, underscores between digits. A bigint where a number is not exact.
 *
 * @throws {TemplateSyntaxError} beyond 4300 decimal digits, as in Python
 */
export function integerValue(literal: string): number | bigint {
  const digits = asciiDigits(literal.replaceAll("_", "")).toLowerCase();
  if (!/^0[xob]/u.test(digits) && digits.length > MOST_DECIMAL_DIGITS) {
    throw new TemplateSyntaxError(
      `Exceeds the limit (${MOST_DECIMAL_DIGITS} digits) for integer string conversion: value has ${digits.length} digits`,
    );
  }
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : BigInt(digits);
}

/** @throws {TemplateSyntaxError} digits beyond ASCII, which Python allows in integers only */
export function floatValue(literal: string): number {
  const digits = literal.replaceAll("_", "");
  if (asciiDigits(digits) !== digits) throw new TemplateSyntaxError("invalid decimal literal");
  return Number(digits);
}
