import { representation } from "./representation.ts";
import type { RenderState } from "./render-state.ts";
import { type Str, Text } from "./text.ts";
import { Undefined } from "./undefined.ts";
import type { Value } from "./value.ts";

/** `str(value)`, which is what is printed: nothing for Undefined, no longer Markup. */
export function stringOf(value: Value, state: RenderState): Str {
  if (typeof value === "string") return value;
  if (value instanceof Text) return Text.unmarked(value);
  return value instanceof Undefined ? "" : representation(value, state);
}

/** `markupsafe.soft_str(value)`: as `stringOf`, but what is Markup stays Markup. */
export function softString(value: Value, state: RenderState): Str {
  return value instanceof Text ? value : stringOf(value, state);
}
