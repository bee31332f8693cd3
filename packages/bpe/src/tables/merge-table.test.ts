import { expect, test } from "vitest";
import { readMerges } from "../definition/read-merges.ts";
import { pairHash } from "../kernel/hashes.ts";
import { findPair, mergedInSlot, rankInSlot } from "../kernel/pair-table.ts";
import { buildMerges, bytePairs } from "./merge-table.ts";
import { VocabularyIndex } from "../vocabulary/vocabulary-index.ts";

const vocabulary = VocabularyIndex.of(new Map(Object.entries({ a: 10, b: 11, c: 12, ab: 13, bc: 14, abc: 15 })));

const mergesOf = (merges: readonly (readonly string[])[]) =>
  buildMerges(readMerges(merges, vocabulary, "small"), vocabulary, 16);

test("finds the rank and the token of every pair", () => {
  const table = mergesOf([
    ["b", "c"],
    ["a", "b"],
    ["ab", "c"],
  ]);
  const { pairs } = table;
  const found = (left: number, right: number): number[] => {
    const slot = findPair(pairs, left, right);
    return slot < 0 ? [] : [rankInSlot(pairs, slot), mergedInSlot(pairs, slot)];
  };
  expect([found(11, 12), found(10, 11), found(13, 12)]).toEqual([
    [0, 14],
    [1, 13],
    [2, 15],
  ]);
  expect([found(10, 14), found(12, 11)]).toEqual([[], []]);
  expect([...table.isMade]).toEqual([0, 0, 0, 1, 1, 1]);
  expect([...table.isPart]).toEqual([1, 1, 1, 1, 0, 0]);
  const ofBytes = bytePairs(table, Int32Array.of(10, 11, 12));
  expect([ofBytes[0x0001], ofBytes[0x0102], ofBytes[0x0002]]).toEqual([
    findPair(pairs, 10, 11),
    findPair(pairs, 11, 12),
    -1,
  ]);
});

test("gives a pair that stands twice its later rank, as tokenizers 0.23 does", () => {
  const { pairs } = mergesOf([
    ["b", "c"],
    ["a", "b"],
    ["b", "c"],
  ]);
  expect(rankInSlot(pairs, findPair(pairs, 11, 12))).toBe(2);
});

test.each([[["a", "x"]], [["x", "a"]], [["a", "c"]]])("refuses the merge of unknown tokens %j", (pair) => {
  const [left = "", right = ""] = pair;
  expect(() => mergesOf([[left, right]])).toThrow(expect.objectContaining({ code: "broken-model" }));
});

/** A third of all pairs of the ids 0 to 99, and their merges; `tokenCount` ids are said to be there. */
function manyMerges(tokenCount: number) {
  const ids = Array.from({ length: 100 }, (_, id) => id);
  const pairs = ids
    .flatMap((left) => ids.map((right) => [left, right] as const))
    .filter(([left, right]) => (left * 31 + right * 17) % 3 === 0);
  const all = VocabularyIndex.of(new Map([...ids, ...pairs.map((_, at) => 100 + at)].map((id) => [`t${id}`, id])));
  const merges = Int32Array.from(pairs.flatMap(([left, right], at) => [left, right, 100 + at]));
  return { pairs, table: () => buildMerges(merges, all, tokenCount).pairs };
}

test.each([4000, 2 ** 15, 2 ** 19])("tells every pair from every other, of %i ids", (tokenCount) => {
  const { pairs, table } = manyMerges(tokenCount);
  const built = table();
  const wanted = new Map(pairs.map(([left, right], rank) => [`${left} ${right}`, [rank, 100 + rank]]));
  for (let left = 0; left < 100; left++) {
    for (let right = 0; right < 100; right++) {
      const slot = findPair(built, left, right);
      const found = slot < 0 ? undefined : [rankInSlot(built, slot), mergedInSlot(built, slot)];
      expect(found).toEqual(wanted.get(`${left} ${right}`));
    }
  }
});

test("refuses more ids than the tables tell apart", () => {
  expect(manyMerges(2 ** 27).table).toThrow(expect.objectContaining({ code: "tokenizer-not-supported" }));
});

test("takes more slots where pairs of other places lie side by side, and does not look through all of them for each", () => {
  const idCount = 2 ** 17 - 1;
  // The right ids of which the hashes are 0, 1, 2 …, in 17 bits: `inverse` undoes the product of `pairHash`.
  let inverse = 0x85ebca6b;
  for (let step = 0; step < 5; step++) inverse = Math.imul(inverse, 2 - Math.imul(0x85ebca6b, inverse));
  const places = Array.from({ length: 60_000 }, (_, place) => Math.imul(place, inverse) & idCount);
  const rights = places.filter((right) => right < idCount);
  expect(places.slice(0, 100).map((right) => pairHash(0, right) & idCount)).toEqual([...places.slice(0, 100).keys()]);
  const all = VocabularyIndex.of(Array.from({ length: idCount }, (_, id) => [`t${id}`, id] as const));
  const merges = Int32Array.from(rights.flatMap((right) => [0, right, 1]));
  const { pairs } = buildMerges(merges, all, idCount);
  expect(pairs.mask).toBe(2 ** 18 - 1);
  expect(rights.every((right, rank) => rankInSlot(pairs, findPair(pairs, 0, right)) === rank)).toBe(true);
});
