import { expect, test } from "vitest";
import { readMerges } from "../definition/read-merges.ts";
import { buildMerges, bytePairs, findPair } from "./merge-table.ts";
import { VocabularyIndex } from "../vocabulary/vocabulary-index.ts";

const vocabulary = VocabularyIndex.of(new Map(Object.entries({ a: 10, b: 11, c: 12, ab: 13, bc: 14, abc: 15 })));

const mergesOf = (merges: readonly (readonly string[])[]) =>
  buildMerges(readMerges(merges, vocabulary, "small"), vocabulary);

test("finds the rank and the token of every pair", () => {
  const table = mergesOf([
    ["b", "c"],
    ["a", "b"],
    ["ab", "c"],
  ]);
  const entry = (left: number, right: number): number[] => [
    ...table.slots.subarray(4 * findPair(table, left, right)).subarray(0, 4),
  ];
  expect([entry(11, 12), entry(10, 11), entry(13, 12)]).toEqual([
    [11, 12, 0, 14],
    [10, 11, 1, 13],
    [13, 12, 2, 15],
  ]);
  expect([findPair(table, 10, 14), findPair(table, 12, 11)]).toEqual([-1, -1]);
  expect([...table.isMade]).toEqual([0, 0, 0, 1, 1, 1]);
  expect([...table.isPart]).toEqual([1, 1, 1, 1, 0, 0]);
  const pairs = bytePairs(table, Int32Array.of(10, 11, 12));
  expect([pairs[0x0001], pairs[0x0102], pairs[0x0002]]).toEqual([findPair(table, 10, 11), findPair(table, 11, 12), -1]);
});

test("gives a pair that stands twice its later rank, as tokenizers 0.23 does", () => {
  const table = mergesOf([
    ["b", "c"],
    ["a", "b"],
    ["b", "c"],
  ]);
  expect(table.slots[4 * findPair(table, 11, 12) + 2]).toBe(2);
});

test.each([[["a", "x"]], [["x", "a"]], [["a", "c"]]])("refuses the merge of unknown tokens %j", (pair) => {
  const [left = "", right = ""] = pair;
  expect(() => mergesOf([[left, right]])).toThrow(expect.objectContaining({ code: "broken-model" }));
});
