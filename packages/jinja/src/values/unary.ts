import type { RenderState } from "./render-state.ts";
import type { Value } from "./value.ts";

/** TODO */
export function negate(_value: Value, _state: RenderState): Value {
  throw new Error("not written yet");
}

/** TODO */
export function positive(_value: Value, _state: RenderState): Value {
  throw new Error("not written yet");
}
