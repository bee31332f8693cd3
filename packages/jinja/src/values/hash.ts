import type { RenderState } from "./render-state.ts";
import type { Value } from "./value.ts";
import type { Hash } from "./dict.ts";

/** TODO */
export function hashOf(_value: Value, _state?: RenderState): Hash {
  throw new Error("not written yet");
}
