import { describe, expect, test } from "vitest";
import { describeSplit } from "./describe-split.ts";
import { splitInputs, type PlannedInput } from "./split-inputs.ts";
import { defaultSplitBytes } from "./split-size.ts";

const MiB = 1 << 20;

function input(name: string, bytes: number, more: Partial<PlannedInput> = {}): PlannedInput {
  return { path: name, name, bytes, sha256: name, lineBytes: bytes, ...more };
}

test.each([
  [0, 1],
  [63 * MiB, 1],
  [64 * MiB, 2],
  [127 * MiB, 2],
  [300 * MiB, 8],
  [511 * MiB, 8],
  [512 * MiB, 16],
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
      [0, { start: 3 * MiB }],
      [1, null],
    ]);
    expect(splitInputs([input("a", 3 * MiB, { lineBytes: null })], {}, null, null)).toMatchObject([{ range: null }]);
  });

  test("of a file of parts are as many parts as it takes", () => {
    const parts = [
      { records: 100, bytes: MiB / 2 },
      { records: 50, bytes: MiB / 2 },
      { records: 0, bytes: 0 },
      { records: 300, bytes: 3 * MiB },
      { records: 7, bytes: 10 },
    ];
    const splits = splitInputs([input("a", 5 * MiB, { lineBytes: null, parts })], {}, null, null);
    expect(splits).toMatchObject([
      { range: { start: 0, end: 150 }, unit: "record", bytes: MiB },
      { range: { start: 150, end: 450 }, unit: "record", bytes: 3 * MiB },
      { range: { start: 450, end: 457 }, unit: "record", bytes: 10 },
    ]);
    expect(splits.map(describeSplit)[1]).toBe("a, records 151 to 450");
    const [whole, ...none] = splitInputs([input("a", 5, { lineBytes: null, parts })], {}, null, 50 * MiB);
    expect([whole?.range, none]).toEqual([null, []]);
  });

  test("of a stretch of an input are what lies in it", () => {
    const range = { start: MiB + 5, end: 2 * MiB + 7 };
    const lines = input("a", 3 * MiB, { taken: { range, unit: "byte", linesBefore: 40 } });
    expect(splitInputs([lines], {}, null, null)).toMatchObject([
      { range: { start: MiB + 5, end: 2 * MiB }, bytes: MiB - 5, linesBefore: 40 },
      { range: { start: 2 * MiB, end: 2 * MiB + 7 }, bytes: 7, linesBefore: 40 },
    ]);
    const parts = [
      { records: 100, bytes: MiB },
      { records: 50, bytes: MiB },
      { records: 50, bytes: MiB },
    ];
    const records = {
      lineBytes: null,
      parts,
      taken: { range: { start: 120 }, unit: "record", linesBefore: 120 },
    } as const;
    expect(splitInputs([input("a", 3 * MiB, records)], {}, null, null)).toMatchObject([
      { range: { start: 120, end: 150 }, unit: "record" },
      { range: { start: 150, end: 200 }, unit: "record" },
    ]);
    const packed = { lineBytes: 2 * MiB, taken: { range: { start: 9 }, unit: "byte", linesBefore: 1 } } as const;
    expect(splitInputs([input("a", MiB, packed)], {}, null, null)).toMatchObject([
      { range: { start: 9, end: MiB }, bytes: MiB - 9 },
      { range: { start: MiB }, bytes: MiB },
    ]);
    // Of what is packed, no more is known for sure than where it begins.
    const behind = { ...packed, taken: { ...packed.taken, range: { start: 3 * MiB, end: 4 * MiB } } };
    expect(splitInputs([input("a", MiB, behind)], {}, null, null)).toMatchObject([{ range: behind.taken.range }]);
    const one = { lineBytes: null, taken: { range: { start: 9 }, unit: "record", linesBefore: 1 } } as const;
    const [whole, ...none] = splitInputs([input("a", MiB, one)], {}, null, null);
    expect([whole?.range, whole?.unit, none]).toEqual([{ start: 9 }, "record", []]);
    const [first, second] = [input("a", MiB), input("a", MiB, one)].map((each) => keys(each)[0]);
    expect(first).not.toBe(second);
  });

  test("of an input are the same whatever lies beside it", () => {
    const alone = keys(input("a", 200 * MiB));
    expect(alone).toHaveLength(50);
    expect(keys(input("a", 200 * MiB), input("b", 2000 * MiB)).slice(0, alone.length)).toEqual(alone);
    expect(keys(input("b", 5), input("a", 200 * MiB)).slice(1)).toEqual(alone);
  });
});
