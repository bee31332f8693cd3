import { integerToFloat, truncated } from "../arithmetic.ts";
import { asInteger } from "../coercion.ts";
import { integerText } from "../number-text.ts";
import { Float } from "../numbers.ts";
import { fail } from "../python-error.ts";
import type { Str } from "../text.ts";
import { typeName } from "../type-name.ts";
import { Undefined, failUndefined } from "../undefined.ts";
import type { Value } from "../value.ts";
import { formatFloat } from "./float-format.ts";
import type { Directive } from "./percent-directive.ts";
import { sourced } from "./sourced.ts";

/** `%d`, `%x`, `%f` and their like. */
export function percentNumber(directive: Directive, value: Value): Str {
  const { conversion, flags, width } = directive;
  const { isNegative, prefix, digits } = "diuoxX".includes(conversion)
    ? whole(directive, value)
    : real(directive, value);
  const sign = isNegative ? "-" : flags.has("+") ? "+" : flags.has(" ") ? " " : "";
  const missing = Math.max(0, width - sign.length - prefix.length - digits.length);
  if (flags.has("-")) return sourced(sign + prefix + digits + " ".repeat(missing), value);
  if (flags.has("0")) return sourced(sign + prefix + "0".repeat(missing) + digits, value);
  return sourced(" ".repeat(missing) + sign + prefix + digits, value);
}

interface Parts {
  readonly isNegative: boolean;
  readonly prefix: string;
  readonly digits: string;
}

function whole({ conversion, flags, precision }: Directive, value: Value): Parts {
  const isDecimal = "diu".includes(conversion);
  const number = isDecimal && value instanceof Float ? truncated(value.value) : asInteger(value);
  if (number === null) {
    if (isDecimal && value instanceof Undefined) failUndefined(value);
    const wanted = isDecimal ? "a real number" : "an integer";
    fail("TypeError", `%${conversion} format: ${wanted} is required, not ${typeName(value)}`);
  }
  const size = number < 0 ? -number : number;
  const lower = conversion.toLowerCase();
  const written = isDecimal ? integerText(size) : size.toString(lower === "x" ? 16 : 8);
  const digits = written.padStart(precision ?? 0, "0");
  const isUpper = conversion === "X";
  return {
    isNegative: number < 0,
    prefix: isDecimal || !flags.has("#") ? "" : `0${conversion}`,
    digits: isUpper ? digits.toUpperCase() : digits,
  };
}

function real({ conversion, flags, precision }: Directive, value: Value): Parts {
  const count = asInteger(value);
  const number = value instanceof Float ? value.value : count === null ? null : integerToFloat(count);
  if (number === null) {
    if (value instanceof Undefined) failUndefined(value);
    fail("TypeError", `must be real number, not ${typeName(value)}`);
  }
  const lower = conversion.toLowerCase();
  const type = lower === "e" || lower === "f" ? lower : "g";
  const digits = formatFloat(number, { type, precision: precision ?? 6, isAlternate: flags.has("#") });
  const isNegative = number < 0 || Object.is(number, -0);
  return { isNegative, prefix: "", digits: lower === conversion ? digits : digits.toUpperCase() };
}
