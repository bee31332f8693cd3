import type { Rendering, Segment } from "../contracts/rendering.ts";
import { NO_FIELD, TURN_PARTS } from "./turn-parts.ts";

/** Adds the view on segments to their columns. */
export function createRendering(columns: Omit<Rendering, "segment" | "segmentCount">): Rendering {
  const { text, segments, fields, turns, provenance, generated, trace } = columns;
  return {
    text,
    segments,
    fields,
    turns,
    provenance,
    generated,
    trace,
    segmentCount: segments.end.length,
    segment(index): Segment {
      if (!(index >= 0 && index < segments.end.length)) throw new RangeError(`no segment ${index}`);
      const start = index === 0 ? 0 : (segments.end[index - 1] ?? 0);
      const field = segments.field[index] ?? NO_FIELD;
      return {
        text: text.slice(start, segments.end[index]),
        start,
        origin: segments.origin[index] === 1 ? "data" : "template",
        turn: segments.turn[index] ?? -1,
        part: TURN_PARTS[segments.part[index] ?? -1] ?? null,
        message: segments.message[index] ?? -1,
        field: field === NO_FIELD ? null : (fields[field] ?? null),
        sourceStart: segments.sourceStart[index] ?? -1,
      };
    },
  };
}
