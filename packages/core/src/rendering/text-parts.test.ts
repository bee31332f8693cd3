import { expect, it } from "vitest";
import { textParts } from "./text-parts.ts";

it("gives the text of each part, whatever it is, and where it stands", () => {
  const parts = [{ type: "text", text: "a" }, new Map(Object.entries({ type: "text", text: 7 })), { type: "text" }];
  expect(textParts("f", parts, 0)).toEqual([
    { text: "a", field: "content[0].text" },
    { text: 7, field: "content[1].text" },
    { text: undefined, field: "content[2].text" },
  ]);
});

it("refuses every other part", () => {
  for (const part of ["a", null, {}, { text: "a" }, { type: "image", text: "a" }]) {
    const refusal = { code: "unsupported-part", at: { message: 3, field: "content[1]" } };
    expect(() => textParts("f", [{ type: "text" }, part], 3)).toThrow(expect.objectContaining(refusal));
  }
});
