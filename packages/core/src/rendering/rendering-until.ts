import type { Rendering } from "../contracts/rendering.ts";
import { createRendering } from "./create-rendering.ts";

/** The first `end` UTF-16 code units of a rendering, where a segment ends there, with the turns that begin in them. */
export function renderingUntil(rendering: Rendering, end: number): Rendering {
  const { segments, turns } = rendering;
  const after = segments.end.findIndex((offset) => offset >= end);
  const count = end === 0 ? 0 : after < 0 ? segments.end.length : after + 1;
  const lastTurn = segments.turn.subarray(0, count).reduce((last, turn) => Math.max(last, turn), -1);
  return createRendering({
    text: rendering.text.slice(0, end),
    segments: {
      end: segments.end.slice(0, count),
      origin: segments.origin.slice(0, count),
      part: segments.part.slice(0, count),
      turn: segments.turn.slice(0, count),
      message: segments.message.slice(0, count),
      field: segments.field.slice(0, count),
      sourceStart: segments.sourceStart.slice(0, count),
    },
    fields: rendering.fields,
    turns: turns.slice(0, lastTurn + 1),
    provenance: rendering.provenance,
    generated: rendering.generated?.filter(([, generatedEnd]) => generatedEnd <= end) ?? null,
    trace: null,
  });
}
