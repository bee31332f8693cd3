import { describe, expect, it } from "vitest";
import { JsonNumber } from "./json-number.ts";
import { entriesOf, isJsonArray, isJsonObject, valueAt } from "./json-object.ts";

describe("JSON objects", () => {
  it("are plain objects and Maps, not arrays, numbers or null", () => {
    const kinds = [{}, new Map(), [], new JsonNumber("1.0"), null, "", 0, undefined];
    expect(kinds.map(isJsonObject)).toEqual([true, true, false, false, false, false, false, false]);
    expect(kinds.map(isJsonArray)).toEqual([false, false, true, false, false, false, false, false]);
  });

  it("are read alike in both forms", () => {
    for (const object of [{ b: 1, a: null }, new Map(Object.entries({ b: 1, a: null }))]) {
      expect([...entriesOf(object)]).toEqual([
        ["b", 1],
        ["a", null],
      ]);
      expect(["b", "a", "c", "constructor", "__proto__"].map((key) => valueAt(object, key))).toEqual([
        1,
        null,
        undefined,
        undefined,
        undefined,
      ]);
    }
  });
});
