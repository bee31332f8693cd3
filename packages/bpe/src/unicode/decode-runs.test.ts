import { describe, expect, it } from "vitest";
import { decodeRuns, setOfRuns } from "./decode-runs.ts";

describe("character data", () => {
  const runs = decodeRuns("A3BC2\nb1114106");

  it("are runs of values", () => {
    expect(runs).toEqual({ starts: [0, 3, 4, 6], values: [0, 1, 2, 27] });
  });

  it("become the set of code points that have some of the values", () => {
    expect(setOfRuns(runs, new Set([0, 2]))).toEqual([0, 3, 4, 6]);
    expect(setOfRuns(runs, new Set([1, 27]))).toEqual([3, 4, 6, 0x110000]);
    expect(setOfRuns(runs, new Set([1, 2]))).toEqual([3, 6]);
    expect(setOfRuns(runs, new Set([5]))).toEqual([]);
  });

  it("must reach to the last code point", () => {
    expect(() => decodeRuns("A3BC2")).toThrow(RangeError);
    expect(() => decodeRuns("A1114112B")).toThrow(RangeError);
  });
});
