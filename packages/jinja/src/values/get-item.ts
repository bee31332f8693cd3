import type { RenderState } from "./render-state.ts";
import type { Value } from "./value.ts";

/** TODO */
export function getItem(_value: Value, _key: Value, _state: RenderState): Value {
  throw new Error("not written yet");
}
