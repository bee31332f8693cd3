import type { Rendering } from "../contracts/rendering.ts";
import { createRendering } from "./create-rendering.ts";
import { NO_FIELD, UNKNOWN_PART } from "./turn-parts.ts";

/** A text of which nothing else is known: one segment, taken for template text. */
export function textRendering(text: string): Rendering {
  const one = text === "" ? 0 : 1;
  return createRendering({
    text,
    segments: {
      end: new Int32Array(one).fill(text.length),
      origin: new Uint8Array(one),
      part: new Uint8Array(one).fill(UNKNOWN_PART),
      turn: new Int32Array(one).fill(-1),
      message: new Int32Array(one).fill(-1),
      field: new Uint16Array(one).fill(NO_FIELD),
      sourceStart: new Int32Array(one).fill(-1),
    },
    fields: [],
    turns: [],
    provenance: "text",
    generated: null,
    trace: null,
  });
}
