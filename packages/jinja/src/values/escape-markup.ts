import type { RenderState } from "./render-state.ts";
import type { Value } from "./value.ts";
import type { Text } from "./text.ts";

/** TODO */
export function escapeMarkup(_value: Value, _state: RenderState): Text {
  throw new Error("not written yet");
}
