import { integerToFloat } from "../values/arithmetic.ts";
import { Float } from "../values/numbers.ts";
import { asInteger, fail, representation, typeName } from "../values/operations.ts";
import type { RenderState } from "../values/render-state.ts";
import { isText, plain } from "../values/text.ts";
import { Undefined, failUndefined } from "../values/undefined.ts";
import type { Value } from "../values/value.ts";
import { floatOfText } from "./parse-number.ts";

/**
 * `float(value)`
 *
 * @throws {TemplateRuntimeError} ValueError: a text that is no number; TypeError: what has no number; OverflowError: an int too large
 */
export function toFloat(value: Value, state: RenderState): number {
  if (isText(value)) {
    state.budget.text(plain(value).length);
    const number = floatOfText(plain(value));
    return number ?? fail("ValueError", `could not convert string to float: ${plain(representation(value, state))}`);
  }
  if (value instanceof Undefined) failUndefined(value);
  if (value instanceof Float) return value.value;
  const whole = asInteger(value);
  if (whole === null) {
    fail("TypeError", `float() argument must be a string or a real number, not '${typeName(value)}'`);
  }
  return integerToFloat(whole);
}
