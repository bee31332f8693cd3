import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinRanges } from "./join-ranges.ts";
import { createRenderingBuilder } from "./rendering-builder.ts";
import { textRendering } from "./text-rendering.ts";
import { TURN_PARTS } from "./turn-parts.ts";
import { withoutRange } from "./without-range.ts";

/** `<s><t>user\nHi<e>\n<t>assistant\n` with all that a segment can know. */
function promptRendering() {
  const builder = createRenderingBuilder();
  builder.template("<s>", "preamble");
  builder.turn("user", [0, 1]);
  builder.template("<t>user\n", "header");
  builder.data("Hi", "body", { message: 1, field: "content", start: 3 });
  builder.template("", "body");
  builder.data("", "body", { message: 1, field: "name", start: 0 });
  builder.template("</q>", "body", "content");
  builder.template("<e>", "end");
  builder.template("\n", "separator");
  builder.template("<t>assistant\n", "generation-prompt");
  return builder.finish();
}

/** The segments' texts without a range. */
function texts(range: readonly [number, number]): readonly string[] {
  const rendering = withoutRange(promptRendering(), range);
  return Array.from({ length: rendering.segmentCount }, (_, index) => rendering.segment(index).text);
}

describe("a rendering", () => {
  it("gives back what was written, segment by segment, empty texts left out", () => {
    const rendering = promptRendering();
    const none = { origin: "template", message: -1, field: null, sourceStart: -1 };
    expect(Array.from({ length: rendering.segmentCount }, (_, index) => rendering.segment(index))).toEqual([
      { ...none, text: "<s>", start: 0, turn: -1, part: "preamble" },
      { ...none, text: "<t>user\n", start: 3, turn: 0, part: "header" },
      { text: "Hi", start: 11, origin: "data", turn: 0, part: "body", message: 1, field: "content", sourceStart: 3 },
      { ...none, text: "</q>", start: 13, turn: 0, part: "body", field: "content" },
      { ...none, text: "<e>", start: 17, turn: 0, part: "end" },
      { ...none, text: "\n", start: 20, turn: 0, part: "separator" },
      { ...none, text: "<t>assistant\n", start: 21, turn: -1, part: "generation-prompt" },
    ]);
    expect(rendering.turns).toEqual([{ role: "user", messages: [0, 1] }]);
    expect([rendering.fields, rendering.provenance]).toEqual([["content"], "parts"]);
    expect(() => rendering.segment(7)).toThrow(RangeError);
    expect(() => rendering.segment(-1)).toThrow(RangeError);
  });

  it("of text alone is one template segment of which nothing is known", () => {
    const rendering = textRendering("<s>Hi");
    expect(rendering.segment(0)).toEqual({
      text: "<s>Hi",
      start: 0,
      origin: "template",
      turn: -1,
      part: null,
      message: -1,
      field: null,
      sourceStart: -1,
    });
    expect([rendering.segmentCount, rendering.provenance]).toEqual([1, "text"]);
    expect(textRendering("").segmentCount).toBe(0);
  });

  it("keeps its segments' indexes when a range of its text is taken out", () => {
    expect(texts([0, 3]).slice(0, 3)).toEqual(["", "<t>user\n", "Hi"]);
    expect(texts([1, 3]).slice(0, 3)).toEqual(["<", "<t>user\n", "Hi"]);
    expect(texts([2, 12]).slice(0, 4)).toEqual(["<s", "", "i", "</q>"]);
    expect(texts([0, 0])).toEqual(texts([5, 5]));
    expect(withoutRange(promptRendering(), [1, 5]).text).toBe("<>user\nHi</q><e>\n<t>assistant\n");
  });

  it("of a tracing engine knows origins, the message that a template's loop stood at, and no turns", () => {
    const builder = createRenderingBuilder();
    builder.template("<t>", null, null, 1);
    builder.data("Hi", null, { message: 1, field: "content", start: 0 });
    const traced = { generated: [[3, 5]] as const, trace: { reach: [-1, 1], ending: () => null } };
    const rendering = builder.finish(traced);
    expect(rendering).toMatchObject({ provenance: "origins", turns: [], ...traced });
    expect([rendering.segment(0).message, rendering.segment(0).part, rendering.segment(1).part]).toEqual([
      1,
      null,
      null,
    ]);
    expect(withoutRange(rendering, [0, 2])).toMatchObject({ generated: [[1, 3]], trace: null });
  });

  it("is put together from ranges of others, cut where they end", () => {
    const rendering = promptRendering();
    const joined = joinRanges([
      { rendering, start: 3, end: 12 },
      { rendering, start: 12, end: 15 },
    ]);
    const segments = Array.from({ length: joined.segmentCount }, (_, index) => joined.segment(index));
    expect(segments.map(({ text, sourceStart }) => [text, sourceStart])).toEqual([
      ["<t>user\n", -1],
      ["H", 3],
      ["i", 4],
      ["</", -1],
    ]);
    expect(segments.map(({ field }) => field)).toEqual([null, "content", "content", "content"]);
    expect([joined.provenance, joined.turns]).toEqual(["origins", []]);
  });

  it("has the joined texts as its text and columns of one length, whatever is written", () => {
    const step = fc.oneof(
      fc.record({ turn: fc.constantFrom("user", "assistant") }),
      fc.record({
        text: fc.string({ maxLength: 3 }),
        part: fc.constantFrom(null, ...TURN_PARTS),
        isData: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const builder = createRenderingBuilder();
        let joined = "";
        for (const each of steps) {
          if ("turn" in each) builder.turn(each.turn, []);
          else if (each.isData) builder.data(each.text, each.part, { message: 0, field: each.text, start: 0 });
          else builder.template(each.text, each.part);
          joined += "text" in each ? each.text : "";
        }
        const rendering = builder.finish();
        const segments = Array.from({ length: rendering.segmentCount }, (_, index) => rendering.segment(index));
        expect(rendering.text).toBe(joined);
        expect(segments.map(({ text }) => text).join("")).toBe(joined);
        expect(
          segments.every(({ text, origin, field }) => text !== "" && (origin === "template" || field === text)),
        ).toBe(true);
        expect(new Set(Object.values(rendering.segments).map(({ length }) => length))).toEqual(
          new Set([segments.length]),
        );
      }),
    );
  });
});

describe("a builder", () => {
  it("writes one rendering: another one takes over its memory, and it takes none back", () => {
    const first = createRenderingBuilder();
    first.template("<s>", "preamble");
    const rendering = first.finish();
    const second = createRenderingBuilder();
    second.template("longer", "preamble");
    expect([rendering.segments.end[0], second.finish().segments.end[0]]).toEqual([3, 6]);
    expect(() => first.finish()).toThrow("the rendering is finished");
    expect(() => first.template("<t>", "preamble")).toThrow("the rendering is finished");
  });

  it("keeps apart what is written at once", () => {
    const [one, other] = [createRenderingBuilder(), createRenderingBuilder()];
    for (let segment = 1; segment <= 1000; segment++) {
      one.template("a", "preamble");
      other.data("bc", "body", { message: segment, field: `content[${segment}]`, start: 0 });
    }
    const [left, right] = [one.finish(), other.finish()];
    expect([left.segments.end[999], right.segments.end[999]]).toEqual([1000, 2000]);
    expect([right.segment(999).field, right.segment(500).field]).toEqual(["content[1000]", "content[501]"]);
  });
});
