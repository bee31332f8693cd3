import * as fc from "fast-check";
import { expect, it } from "vitest";
import { pythonStrip } from "./python-strip.ts";
import { joinPieces, slicePieces, writePieces } from "./text-pieces.ts";

it("leaves each piece its place when the text is stripped", () => {
  const pieces = [" a", "b ", " "].map((text, index) => ({ text, field: `content[${index}].text`, start: 0 }));
  expect(slicePieces(pieces, pythonStrip(joinPieces(pieces)))).toEqual([
    { text: "a", field: "content[0].text", start: 1 },
    { text: "b", field: "content[1].text", start: 0 },
  ]);
});

it("hands over each piece with its message, field and place", () => {
  const written: unknown[] = [];
  writePieces([{ text: "a", field: "content", start: 3 }], 2, (text, from) => written.push(text, from));
  expect(written).toEqual(["a", { message: 2, field: "content", start: 3 }]);
});

it("knows no place in a piece that has none", () => {
  expect(slicePieces([{ text: "abc", start: -1 }], { text: "b", start: 1 })).toEqual([{ text: "b", start: -1 }]);
});

it("makes the slice of the joined text, of pieces that stand where they say", () => {
  const source = fc.record({ text: fc.string({ maxLength: 4 }), before: fc.string({ maxLength: 3 }) });
  fc.assert(
    fc.property(fc.array(source), fc.nat(12), fc.nat(12), (sources, from, length) => {
      const pieces = sources.map(({ text, before }, field) => ({ text, field, start: before.length }));
      const start = Math.min(from, joinPieces(pieces).length);
      const text = joinPieces(pieces).slice(start, start + length);
      const sliced = slicePieces(pieces, { text, start });
      expect(joinPieces(sliced)).toBe(text);
      for (const piece of sliced) {
        const { before = "", text: whole = "" } = sources[piece.field] ?? {};
        expect((before + whole).startsWith(piece.text, piece.start)).toBe(true);
        expect(piece.text).not.toBe("");
      }
    }),
  );
});
