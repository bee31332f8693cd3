import type { RenderState } from "./render-state.ts";
import type { Value } from "./value.ts";
import type { Str } from "./text.ts";

/** TODO */
export function stringOf(_value: Value, _state: RenderState): Str {
  throw new Error("not written yet");
}
