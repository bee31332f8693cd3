// A set of texts as flat files, which every program under test reads alike: texts in UTF-8, where each ends, the borders of its segments
// (UTF-16 code units), and the origin of each segment.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRenderingBuilder } from "@turnwise/core";

/** `[{ text, borders, origins }]`; a text of k borders has k + 1 segments. */
export function writeTextSet(folder, cases) {
  mkdirSync(folder, { recursive: true });
  const texts = cases.map(({ text }) => Buffer.from(text, "utf8"));
  const write = (name, values) => writeFileSync(join(folder, name), new Uint8Array(values.buffer));
  writeFileSync(join(folder, "texts"), Buffer.concat(texts));
  write("ends", Uint32Array.from(running(texts)));
  write("border-ends", Uint32Array.from(running(cases.map(({ borders }) => borders))));
  write("borders", Uint32Array.from(cases.flatMap(({ borders }) => borders)));
  write("origins", Uint8Array.from(cases.flatMap(({ origins }) => origins)));
}

/** The set's renderings, and its size in bytes of UTF-8. */
export function readRenderings(folder) {
  const read = (name) => readFileSync(join(folder, name));
  const words = (name) => new Uint32Array(new Uint8Array(read(name)).buffer);
  const bytes = read("texts");
  const [ends, borderEnds, borders] = ["ends", "border-ends", "borders"].map(words);
  const origins = read("origins");
  const renderings = Array.from(ends, (end, index) => {
    const text = bytes.toString("utf8", ends[index - 1] ?? 0, end);
    const first = borderEnds[index - 1] ?? 0;
    const own = [...borders.subarray(first, borderEnds[index]), text.length];
    return renderingOf(text, own, origins.subarray(first + index, first + index + own.length));
  });
  return { renderings, bytes: bytes.length };
}

function renderingOf(text, ends, origins) {
  const builder = createRenderingBuilder();
  builder.turn("user", [0]);
  let start = 0;
  for (const [index, end] of ends.entries()) {
    const piece = text.slice(start, end);
    if (origins[index] === 0) builder.template(piece, "body");
    else builder.data(piece, "body", { message: 0, field: "content", start });
    start = end;
  }
  const rendering = builder.finish();
  // The builder's text is a chain of its pieces, which V8 joins when a character is asked for: once, and not on the clock.
  rendering.text.charCodeAt(0);
  return rendering;
}

function running(lists) {
  let end = 0;
  return lists.map(({ length }) => (end += length));
}
