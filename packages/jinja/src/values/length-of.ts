import type { RenderState } from "./render-state.ts";
import type { Value } from "./value.ts";

/** TODO */
export function lengthOf(_value: Value, _state: RenderState): number {
  throw new Error("not written yet");
}
