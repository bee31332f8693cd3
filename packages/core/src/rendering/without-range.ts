import type { Rendering } from "../contracts/rendering.ts";
import { createRendering } from "./create-rendering.ts";

/** The rendering without `[start, end)` of its text; segments that lie in it stay as empty ones, so indexes do not move. */
export function withoutRange(rendering: Rendering, [start, end]: readonly [number, number]): Rendering {
  const removedBefore = (offset: number): number => Math.max(0, Math.min(offset, end) - start);
  return createRendering({
    text: rendering.text.slice(0, start) + rendering.text.slice(end),
    segments: { ...rendering.segments, end: rendering.segments.end.map((offset) => offset - removedBefore(offset)) },
    fields: rendering.fields,
    turns: rendering.turns,
    provenance: rendering.provenance,
    generated: rendering.generated?.map(([from, to]) => [from - removedBefore(from), to - removedBefore(to)]) ?? null,
    trace: null,
  });
}
