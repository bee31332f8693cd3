import type { RenderState } from "./render-state.ts";
import type { Value } from "./value.ts";

/** TODO */
export function sliceOf(_value: Value, _start: Value, _stop: Value, _step: Value, _state: RenderState): Value {
  throw new Error("not written yet");
}
