import { truncated } from "../values/arithmetic.ts";
import { halfEven, scaledToInteger } from "../values/exact-rounding.ts";
import { Float, integer } from "../values/numbers.ts";
import { asFloat, asInteger, binary, fail, hashOf, requireInteger, typeName } from "../values/operations.ts";
import type { Filter } from "../values/render-state.ts";
import { isText, plain } from "../values/text.ts";
import type { Value } from "../values/value.ts";
import { defineFilter } from "./define-filter.ts";

/** `number|round(2, "floor")` */
export const round: Filter = defineFilter(
  "do_round",
  ["value", "precision?", "method?"],
  ([value, precision = 0, method = "common"], state) => {
    hashOf(method, state);
    const name = isText(method) ? plain(method) : "";
    if (name === "common") return rounded(value, precision);
    if (name !== "ceil" && name !== "floor") fail("FilterArgumentError", "method must be common, ceil or floor");
    const scale = binary("**", 10, precision, state);
    return binary("/", toWhole(binary("*", value, scale, state), name), scale, state);
  },
);

/** `math.ceil(value)`, `math.floor(value)` */
function toWhole(value: Value, method: "ceil" | "floor"): Value {
  const whole = asInteger(value);
  if (whole !== null) return whole;
  const number = asFloat(value);
  return number === null
    ? fail("TypeError", `must be real number, not ${typeName(value)}`)
    : truncated(Math[method](number));
}

/** `round(value, precision)` of Python: halves go to the even neighbour. */
function rounded(value: Value, precision: Value): Value {
  const number = value instanceof Float ? value.value : asInteger(value);
  if (number === null) fail("TypeError", `type ${typeName(value)} doesn't define __round__ method`);
  if (precision === null) return value instanceof Float ? nearestWhole(value.value) : number;
  const digits = requireInteger(precision);
  if (value instanceof Float) return new Float(roundedFloat(value.value, Number(digits)));
  return digits >= 0 ? number : roundedInteger(BigInt(number), Number(-digits));
}

function nearestWhole(number: number): Value {
  return Number.isFinite(number) ? integer(scaledToInteger(number, 0)) : truncated(number);
}

function roundedInteger(number: bigint, zeros: number): Value {
  const magnitude = number < 0n ? -number : number;
  if (zeros > magnitude.toString(16).length * 1.21 + 1) return 0;
  const unit = 10n ** BigInt(zeros);
  const nearest = halfEven(magnitude, unit) * unit;
  return integer(number < 0n ? -nearest : nearest);
}

/** Digits beyond which a float is not changed, and below which it becomes zero. */
const MOST_DIGITS = 323;
const LEAST_DIGITS = -308;

function roundedFloat(number: number, digits: number): number {
  if (!Number.isFinite(number) || number === 0 || digits > MOST_DIGITS) return number;
  if (digits < LEAST_DIGITS) return number < 0 ? -0 : 0;
  const scaled = scaledToInteger(number, digits);
  if (scaled === 0n) return number < 0 ? -0 : 0;
  const result = Number(`${scaled}e${-digits}`);
  return Number.isFinite(result) ? result : fail("OverflowError", "rounded value too large to represent");
}
