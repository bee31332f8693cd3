import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Json } from "../contracts/json.ts";
import { JsonNumber } from "./json-number.ts";
import { parseJson } from "./parse-json.ts";
import { pythonEquals } from "./python-equals.ts";
import { pythonText } from "./python-text.ts";
import { pythonTruth } from "./python-truth.ts";

interface Oracle {
  readonly python: string;
  readonly unicode: string;
  readonly cases: readonly { readonly text: string; readonly printed: string; readonly truth: boolean }[];
  readonly equal: readonly string[];
  readonly escaped: string;
  readonly unassigned: string;
}

// Not an import: Vite's JSON holds no lone surrogates.
const oracle = JSON.parse(readFileSync(new URL("python-values.oracle.json", import.meta.url), "utf8")) as Oracle;
const values = oracle.cases.map(({ text }) => parseJson(text));

/** The code points of `1-3 10-10`. */
function pointsOf(ranges: string): ReadonlySet<number> {
  const points = new Set<number>();
  for (const range of ranges.split(" ")) {
    const [first = 0, last = 0] = range.split("-").map((point) => Number.parseInt(point, 16));
    for (let point = first; point <= last; point++) points.add(point);
  }
  return points;
}

/** Expected values: CPython, asked by python-values.oracle.py. */
describe(`values as Python ${oracle.python} (Unicode ${oracle.unicode}) has them`, () => {
  it.each(oracle.cases)("$text is printed as $printed, and is $truth in a condition", ({ text, printed, truth }) => {
    expect(pythonText(parseJson(text))).toBe(printed);
    expect(pythonTruth(parseJson(text))).toBe(truth);
  });

  it("are equal where Python says so, in either order, and nowhere else", () => {
    const equal = values.flatMap((one, a) =>
      values.flatMap((other, b) => (a <= b && pythonEquals(one, other) ? [`${a} ${b}`] : [])),
    );
    expect(equal).toEqual(oracle.equal);
    for (const [a, one] of values.entries()) {
      expect(values.map((other) => pythonEquals(other, one))).toEqual(values.map((other) => pythonEquals(one, other)));
      expect(pythonEquals(one, values[a] ?? null)).toBe(true);
    }
  });

  it("are escaped in lists code point by code point, but for those that this Unicode version lacks", () => {
    const escaped = pointsOf(oracle.escaped);
    const unassigned = pointsOf(oracle.unassigned);
    const wrong: number[] = [];
    for (let point = 0; point <= 0x10ffff; point++) {
      const isEscaped = pythonText([String.fromCodePoint(point)])[2] === "\\";
      if (!unassigned.has(point) && isEscaped !== escaped.has(point)) wrong.push(point);
    }
    expect(wrong).toEqual([]);
    expect([escaped.size, unassigned.size]).toEqual([139_763, 829_834]);
  });
});

describe("values that no text was parsed for", () => {
  it("are read as Python would have them", () => {
    expect([undefined, 2, 2.5, 1e21, NaN, -Infinity].map(pythonText)).toEqual([
      "",
      "2",
      "2.5",
      "1000000000000000000000",
      "nan",
      "-inf",
    ]);
    expect([undefined, NaN, new Map(), new Map([["", 0]])].map(pythonTruth)).toEqual([false, true, false, true]);
    expect(pythonEquals(new Map<string, Json>([["a", 1]]), { a: new JsonNumber("1.0") })).toBe(true);
    expect(pythonEquals(NaN, NaN)).toBe(false);
  });

  it("are refused as a fault of the row where they nest deeper than the stack", () => {
    const deep = parseJson("[".repeat(100_000) + "]".repeat(100_000));
    const refusal = expect.objectContaining({ name: "RowError", code: "nested-too-deep" });
    expect(() => pythonText(deep)).toThrow(refusal);
    expect(() => pythonEquals(deep, parseJson("[".repeat(100_000) + "]".repeat(100_000)))).toThrow(refusal);
    expect(pythonTruth(deep)).toBe(true);
  });
});
