import { readFileSync } from "node:fs";
import { TurnwiseError } from "@turnwise/core";
import { expect, test } from "vitest";
import { fixedRange, parseSplits, rangeOf } from "./split-slices.ts";

interface Oracle {
  readonly datasets: string;
  readonly sizes: readonly number[];
  /** For each text and size, name and rows of each part; null for an error. */
  readonly answers: Readonly<Record<string, readonly (readonly (readonly [string, number, number])[] | null)[]>>;
}

const { datasets, sizes, answers }: Oracle = JSON.parse(
  readFileSync(new URL("split-slices.oracle.json", import.meta.url), "utf8"),
);

function ranges(text: string, size: number): readonly (readonly [string, number, number])[] | null {
  const lengthOf = (split: string): number => (split === "test" ? Math.floor(size / 2) : size);
  try {
    return parseSplits(text).map(({ split = "", rows }) => {
      const { from, to } = rows === null ? { from: 0, to: lengthOf(split) } : rangeOf(rows, lengthOf(split));
      return [split, from, to];
    });
  } catch (error) {
    if (error instanceof TurnwiseError && error.code === "split-unclear") return null;
    throw error;
  }
}

test.each(Object.entries(answers))(`%s takes the rows that datasets ${datasets} takes`, (text, expected) => {
  expect(sizes.map((size) => ranges(text, size))).toEqual(expected);
});

function fixed(text: string) {
  return parseSplits(text).map(({ rows }) => rows && fixedRange(rows));
}

test("what depends on the number of rows is not fixed", () => {
  expect(fixed("train[:10]+train[5:]+train+train[3:7]")).toEqual([
    { from: 0, to: 10 },
    { from: 5, to: Number.POSITIVE_INFINITY },
    null,
    { from: 3, to: 7 },
  ]);
  expect(fixed("train[-1:]+train[:-1]+train[:5%]")).toEqual([null, null, null]);
});

test.each([
  ["[:5]", "--split [:5]: [:5] is no part of a split. Parts of splits are written train[:1000], "],
  ["train[:200%]", "--split train[:200%]: train[:200%]: per cents go from -100 to 100."],
  ["train[:5%](up)", "per cents are rounded (closest) or (pct1_dropremainder), not (up)."],
  ["train[:5](closest)", "train[:5](closest): only per cents are rounded."],
])("%s is explained", (text, message) => {
  expect(() => parseSplits(text)).toThrow(message);
});
