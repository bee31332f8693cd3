import type { Rendering } from "../contracts/rendering.ts";
import { firstSegmentBehind } from "./first-segment-behind.ts";
import { createRendering } from "./create-rendering.ts";

/** `[start, end)` of the text, with the segments that it has there; its turns keep their indexes. */
export function sliceRendering(rendering: Rendering, start: number, end: number): Rendering {
  const { segments, segmentCount } = rendering;
  const first = firstSegmentBehind(segments.end, start);
  const last = start < end ? firstSegmentBehind(segments.end, end - 1) + 1 : first;
  const count = Math.min(last, segmentCount);
  return createRendering({
    text: rendering.text.slice(start, end),
    segments: {
      end: segments.end.subarray(first, count).map((offset) => Math.min(offset, end) - start),
      origin: segments.origin.subarray(first, count),
      part: segments.part.subarray(first, count),
      turn: segments.turn.subarray(first, count),
      message: segments.message.subarray(first, count),
      field: segments.field.subarray(first, count),
      sourceStart: segments.sourceStart.subarray(first, count),
    },
    fields: rendering.fields,
    turns: rendering.turns,
    provenance: rendering.provenance,
    generated: null,
    trace: null,
  });
}
