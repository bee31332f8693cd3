import { expect, it } from "vitest";
import { openInputTurn } from "./input-turn.ts";
import { createRenderingBuilder } from "./rendering-builder.ts";

it("is header up to the first data that is not empty, then body", () => {
  const builder = createRenderingBuilder();
  const turn = openInputTurn(builder, "tool", [1, 2]);
  turn.template("<tool>");
  turn.data("", { message: 1, field: "content", start: 0 });
  turn.template("\n", "content");
  turn.data("a", { message: 2, field: "content", start: 4 });
  turn.template("</tool>", "content");
  turn.template("!");
  const rendering = builder.finish();
  const segments = Array.from({ length: rendering.segmentCount }, (_, index) => rendering.segment(index));
  expect(rendering.turns).toEqual([{ role: "tool", messages: [1, 2] }]);
  expect(segments.map(({ part, text, field, sourceStart }) => [part, text, field, sourceStart])).toEqual([
    ["header", "<tool>", null, -1],
    ["header", "\n", null, -1],
    ["body", "a", "content", 4],
    ["body", "</tool>", "content", -1],
    ["body", "!", null, -1],
  ]);
});
