import type { RenderState } from "./render-state.ts";
import type { Value } from "./value.ts";

/** TODO */
export function contains(_container: Value, _item: Value, _state: RenderState): boolean {
  throw new Error("not written yet");
}
