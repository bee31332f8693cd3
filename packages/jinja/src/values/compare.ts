import type { Comparison } from "../syntax/nodes.ts";
import type { RenderState } from "./render-state.ts";
import type { Value } from "./value.ts";

/** TODO */
export function compare(_operator: Comparison, _a: Value, _b: Value, _state: RenderState): boolean {
  throw new Error("not written yet");
}
