import { noShift } from "@turnwise/core";
import { expect, test } from "vitest";
import { Placements } from "./placements.ts";

test("says of each example of all parts where it stands, and of others that they stand nowhere", () => {
  const placements = new Placements(Int32Array.of(5, 9, 2, 3, 4, 7), noShift, 8);
  const train = {
    examples: Int32Array.of(4, 0, 1, 3),
    rowEnds: Int32Array.of(2, 3, 4),
    shardEnds: Int32Array.of(2, 3),
    pieceEnds: Int32Array.of(2, 3),
    tokens: 20,
  };
  const validation = {
    examples: Int32Array.of(5),
    rowEnds: Int32Array.of(1),
    shardEnds: Int32Array.of(1),
    pieceEnds: Int32Array.of(1),
    tokens: 7,
  };
  placements.add(train);
  expect(placements.noteTrained(train, 0, Int32Array.of(3, 4, 6))).toBe(13);
  expect(placements.noteTrained(train, 2, Int32Array.of(2))).toBe(2);
  placements.add(validation);
  expect(placements.noteTrained(validation, 0, Int32Array.of(1))).toBe(1);
  expect([0, 1, 2, 3, 4, 5].map((example) => placements.of(example))).toEqual([
    { shard: 0, row: 0, start: 4, trained: 4 },
    { shard: 0, row: 1, start: 0, trained: 6 },
    null,
    { shard: 1, row: 0, start: 0, trained: 2 },
    { shard: 0, row: 0, start: 0, trained: 3 },
    { shard: 2, row: 0, start: 0, trained: 1 },
  ]);
  expect(placements.length(1)).toBe(8); // cut
});
