import type { Rendering, RenderingBuilder } from "../contracts/rendering.ts";
import { firstSegmentBehind } from "./first-segment-behind.ts";
import { createRenderingBuilder } from "./rendering-builder.ts";

/** A part of a rendering: `[start, end)` of its text, in UTF-16 code units. */
export interface RenderingRange {
  readonly rendering: Rendering;
  readonly start: number;
  readonly end: number;
}

/** The ranges one behind the other, with the origin of each piece and without turns. */
export function joinRanges(ranges: readonly RenderingRange[]): Rendering {
  const builder = createRenderingBuilder();
  for (const range of ranges) appendRange(builder, range);
  return builder.finish({ generated: null, trace: { reach: [], ending: () => null } });
}

/** Writes the pieces of a range with their origins; a segment that reaches over its edges is cut there. */
export function appendRange(builder: RenderingBuilder, { rendering, start, end }: RenderingRange): void {
  for (let index = firstSegmentBehind(rendering.segments.end, start); index < rendering.segmentCount; index++) {
    const segment = rendering.segment(index);
    if (segment.start >= end) return;
    const from = Math.max(0, start - segment.start);
    const to = Math.min(segment.text.length, end - segment.start);
    if (from >= to) continue;
    const text = segment.text.slice(from, to);
    const { message, field, sourceStart } = segment;
    if (segment.origin === "template") builder.template(text, null, field, message);
    else builder.data(text, null, { message, field: field ?? "", start: sourceStart < 0 ? -1 : sourceStart + from });
  }
}
