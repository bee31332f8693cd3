import { createRenderingBuilder, type Rendering } from "@turnwise/core";
import { createRandom } from "../fixtures/random.ts";

/** The text as a rendering of several segments, all template or all data, cut at reproducible random places. */
export function cutRendering(text: string, origin: "template" | "data", seed: number): Rendering {
  const random = createRandom(seed);
  const builder = createRenderingBuilder();
  builder.turn("user", [0]);
  let start = 0;
  while (start < text.length) {
    const length = 1 + Math.floor(random() * random() * 12);
    const end = isPairSplit(text, start + length) ? start + length + 1 : start + length;
    const piece = text.slice(start, end);
    if (origin === "template") builder.template(piece, "body");
    else builder.data(piece, "body", { message: 0, field: "content", start });
    start = end;
  }
  return builder.finish();
}

/** One segment of data. */
export function dataRendering(text: string): Rendering {
  const builder = createRenderingBuilder();
  builder.turn("user", [0]);
  builder.data(text, "body", { message: 0, field: "content", start: 0 });
  return builder.finish();
}

function isPairSplit(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}
