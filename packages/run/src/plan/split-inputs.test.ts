import { describe, expect, test } from "vitest";
import { splitInputs, type PlannedInput } from "./split-inputs.ts";
import { defaultSplitBytes } from "./split-size.ts";

const MiB = 1 << 20;

function input(name: string, bytes: number, more: Partial<PlannedInput> = {}): PlannedInput {
  return { path: name, name, bytes, sha256: name, divisible: true, ...more };
}

test.each([
  [0, 1],
  [63 * MiB, 1],
  [127 * MiB, 1],
  [128 * MiB, 2],
  [600 * MiB, 8],
  [1024 * MiB, 16],
  [50_000 * MiB, 16],
])("an input of %d bytes is cut into splits of %d MiB", (bytes, expected) => {
  expect(defaultSplitBytes(bytes)).toBe(expected * MiB);
});

function keys(...inputs: readonly PlannedInput[]): readonly string[] {
  return splitInputs(inputs, {}, null, null).map(({ key }) => key);
}

describe("splits", () => {
  test("cover each input once", () => {
    const splits = splitInputs([input("a", 3 * MiB + 5), input("b", 7)], {}, null, null);
    expect(splits.map(({ source, range }) => [source, range])).toEqual([
      [0, { start: 0, end: MiB }],
      [0, { start: MiB, end: 2 * MiB }],
      [0, { start: 2 * MiB, end: 3 * MiB }],
      [0, { start: 3 * MiB, end: 3 * MiB + 5 }],
      [1, null],
    ]);
    expect(splitInputs([input("a", 3 * MiB, { divisible: false })], {}, null, null)).toMatchObject([{ range: null }]);
  });

  test("of an input are the same whatever lies beside it", () => {
    const alone = keys(input("a", 200 * MiB));
    expect(alone).toHaveLength(100);
    expect(keys(input("a", 200 * MiB), input("b", 2000 * MiB)).slice(0, 100)).toEqual(alone);
    expect(keys(input("b", 5), input("a", 200 * MiB)).slice(1)).toEqual(alone);
  });
});
