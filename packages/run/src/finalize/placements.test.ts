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
  expect(placements.of(0, 6)).toEqual({
    shards: Int32Array.of(0, 0, -1, 1, 0, 2),
    rows: Int32Array.of(0, 1, -1, 0, 0, 0),
    starts: Int32Array.of(4, 0, -1, 0, 0, 0),
    lengths: Int32Array.of(5, 8, 0, 3, 4, 7), // the second one is cut
    trained: Int32Array.of(4, 6, 0, 2, 3, 1),
  });
  expect(placements.of(3, 2).starts).toEqual(Int32Array.of(0, 0));
});
