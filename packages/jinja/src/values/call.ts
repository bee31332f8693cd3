import type { RenderState } from "./render-state.ts";
import type { Value } from "./value.ts";
import type { Arguments } from "./arguments.ts";

/** TODO */
export function call(_value: Value, _given: Arguments, _state: RenderState): Value {
  throw new Error("not written yet");
}
