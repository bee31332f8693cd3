import type { RenderState } from "./render-state.ts";
import type { Value } from "./value.ts";

/** TODO */
export function getAttribute(_value: Value, _name: string, _state: RenderState): Value {
  throw new Error("not written yet");
}
