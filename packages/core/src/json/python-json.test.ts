import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseJson } from "./parse-json.ts";
import { pythonJson, pythonNumber } from "./python-json.ts";

interface Oracle {
  readonly python: string;
  readonly cases: readonly { readonly text: string; readonly printed: string; readonly indented: string }[];
}

// Not an import: Vite's JSON holds no lone surrogates.
const oracle = JSON.parse(readFileSync(new URL("python-json.oracle.json", import.meta.url), "utf8")) as Oracle;

/** Expected values: CPython's json, asked by python-json.oracle.py. */
describe(`pythonJson prints what json.dumps of Python ${oracle.python} prints`, () => {
  it.each(oracle.cases)("$text", ({ text, printed, indented }) => {
    const value = parseJson(text);
    expect(pythonJson(value)).toBe(printed);
    expect(pythonJson(value, { indent: 4 })).toBe(indented);
  });
});

describe("pythonJson of values that no text was parsed for", () => {
  it("prints whole JavaScript numbers as integers and others as floats", () => {
    expect(pythonJson([2, 2.5, 1e21, -0, 1e-7])).toBe("[2, 2.5, 1000000000000000000000, 0, 1e-07]");
    expect([Infinity, -Infinity, NaN].map(pythonNumber)).toEqual(["Infinity", "-Infinity", "NaN"]);
  });

  it("prints Maps in their order", () => {
    const map = new Map([
      ["2", 1],
      ["1", 2],
    ]);
    expect(pythonJson(map)).toBe('{"2": 1, "1": 2}');
  });

  it("refuses what is nested deeper than the stack as a fault of the row", () => {
    const deep = parseJson("[".repeat(100_000) + "]".repeat(100_000));
    expect(() => pythonJson(deep)).toThrow(expect.objectContaining({ name: "RowError", code: "nested-too-deep" }));
  });

  it("indents by 0 as Python does: new lines alone", () => {
    expect(pythonJson([1, [2]], { indent: 0 })).toBe("[\n1,\n[\n2\n]\n]");
  });
});
