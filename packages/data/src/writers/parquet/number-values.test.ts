import { expect, test } from "vitest";
import { GrowingBytes } from "./growing-bytes.ts";
import { NumberValues } from "./number-values.ts";

const counted = (count: number, first: number = 0): number[] => Array.from({ length: count }, (_, at) => first + at);

/** Each number twice: as many entries as pay. */
const twice = (numbers: readonly number[]): number[] => [...numbers, ...numbers];

function appended(values: NumberValues, numbers: readonly number[]): void {
  for (let at = 0; at < numbers.length; at += 1000) values.append(Int32Array.from(numbers.slice(at, at + 1000)));
}

function words(write: (bytes: GrowingBytes) => void): number[] {
  const bytes = new GrowingBytes();
  write(bytes);
  return [...new Int32Array(bytes.written().slice().buffer)];
}

test("a dictionary lists each number once, in the order in which they come up", () => {
  const values = new NumberValues();
  appended(values, [128_000, 271, -100, 271, 271, -100]);
  const dictionary = values.dictionary();
  expect(words((bytes) => dictionary?.write(bytes))).toEqual([128_000, 271, -100]);
  expect(dictionary?.indexes).toEqual(Uint8Array.of(0, 1, 2, 1, 1, 2));
});

test.each<[string, readonly number[]]>([
  ["256 numbers", twice(counted(256))],
  ["257 numbers", twice(counted(257))],
  ["all numbers that there may be", twice([-128, 0, (1 << 20) - 129])],
  ["all entries that there may be", twice(counted(65_535, -128))],
])("a dictionary gives back %s, and others behind them", (_, numbers) => {
  const values = new NumberValues();
  for (const each of [numbers, twice([5, 7, 2_000, 5])]) {
    appended(values, each);
    const dictionary = values.dictionary();
    const entries = words((bytes) => dictionary?.write(bytes));
    expect(Array.from(dictionary?.indexes ?? [], (index) => entries[index])).toEqual(each);
    values.clear();
  }
});

test.each<[string, readonly number[]]>([
  ["differ mostly", [1, 2, 3, 1]],
  ["are more than 16 bits tell apart", twice(counted(65_536))],
  ["are below -128", [...twice(counted(2000)), -129, 7]],
  ["are above all vocabularies", [...twice(counted(1500)), (1 << 20) - 128, 2 ** 31 - 1, -(2 ** 31), 3]],
])("values that %s have no dictionary, and are written as they are", (_, numbers) => {
  const values = new NumberValues();
  appended(values, numbers);
  expect(values.dictionary()).toBeNull();
  expect(words((bytes) => values.write(bytes, 0, values.count))).toEqual(numbers);
  expect(words((bytes) => values.write(bytes, 1, values.count))).toEqual(numbers.slice(1));
  values.clear();
  appended(values, [1, 1]);
  expect(values.dictionary()).toMatchObject({ size: 1, indexes: null });
});
