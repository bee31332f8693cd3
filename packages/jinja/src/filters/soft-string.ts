import { stringOf } from "../values/operations.ts";
import type { RenderState } from "../values/render-state.ts";
import { type Str, Text, isMarkupText } from "../values/text.ts";
import type { Value } from "../values/value.ts";

export function isString(value: Value): value is Str {
  return typeof value === "string" || value instanceof Text;
}

export function isMarkup(value: Value): boolean {
  return isString(value) && isMarkupText(value);
}

/** markupsafe's `soft_str`: a str stays as it is, Markup too, all else is printed. */
export function softString(value: Value, state: RenderState): Str {
  return isString(value) ? value : stringOf(value, state);
}
