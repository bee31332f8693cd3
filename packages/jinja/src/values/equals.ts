import type { RenderState } from "./render-state.ts";
import type { Value } from "./value.ts";

/** TODO */
export function equals(_a: Value, _b: Value, _state: RenderState): boolean {
  throw new Error("not written yet");
}
