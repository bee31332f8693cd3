import { fail } from "./python-error.ts";

/** Python refuses to write longer integers: `sys.set_int_max_str_digits`. */
const MOST_DIGITS = 4300;

/**
 * `str` of an int.
 *
 * @throws {TemplateRuntimeError} ValueError: more than 4300 digits
 */
export function integerText(value: number | bigint): string {
  if (typeof value === "bigint" && bitLength(value) > MOST_DIGITS * 3.3) {
    const digits = value < 0n ? -value : value;
    if (bitLength(value) > MOST_DIGITS * 3.33 || digits >= 10n ** BigInt(MOST_DIGITS)) {
      fail(
        "ValueError",
        `Exceeds the limit (${MOST_DIGITS} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
      );
    }
  }
  return String(value);
}

/** Bits of the absolute value. */
export function bitLength(value: number | bigint): number {
  const digits = (value < 0 ? -value : value).toString(16);
  return digits === "0" ? 0 : (digits.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(digits.charAt(0), 16)));
}

/** `repr` of a float: the shortest digits, `2.0`, `1e+16`, `1e-05`, `inf`, `nan`. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const [mantissa = "0", power = "0"] = Math.abs(value).toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) return sign + mantissa + exponentText(exponent);
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${sign}${whole}.${digits.slice(exponent + 1) || "0"}`;
}

/** `e+16`, `e-05`: at least two digits. */
export function exponentText(exponent: number): string {
  return `e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}
