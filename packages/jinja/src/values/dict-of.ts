import type { RenderState } from "./render-state.ts";
import type { Value } from "./value.ts";
import type { Dict } from "./dict.ts";

/** TODO */
export function dictOf(_entries: Iterable<readonly [Value, Value]>, _state?: RenderState): Dict {
  throw new Error("not written yet");
}
