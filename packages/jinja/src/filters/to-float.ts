import { asFloat, fail, representation, typeName } from "../values/operations.ts";
import type { RenderState } from "../values/render-state.ts";
import { plain, isText } from "../values/text.ts";
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
  const number = asFloat(value);
  if (number === null) {
    fail("TypeError", `float() argument must be a string or a real number, not '${typeName(value)}'`);
  }
  if (!isFloat(value) && !Number.isFinite(number)) fail("OverflowError", "int too large to convert to float");
  return number;
}

function isFloat(value: Value): boolean {
  return typeName(value) === "float";
}
