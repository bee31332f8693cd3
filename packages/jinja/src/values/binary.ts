import type { BinaryOperator } from "../syntax/nodes.ts";
import type { RenderState } from "./render-state.ts";
import type { Value } from "./value.ts";

/** TODO */
export function binary(_operator: BinaryOperator, _a: Value, _b: Value, _state: RenderState): Value {
  throw new Error("not written yet");
}
