import type { RenderState } from "./render-state.ts";
import type { Value } from "./value.ts";

/** TODO */
export function iterate(_value: Value, _state: RenderState): Iterator<Value, void> {
  throw new Error("not written yet");
}
