import { expect, test } from "vitest";
import { toByteAlphabet } from "../definition/byte-alphabet.ts";
import { byteNeighbours, characterNeighbours } from "./neighbour-tables.ts";
import { buildTokenBytes } from "./token-bytes.ts";
import { VocabularyIndex } from "../vocabulary/vocabulary-index.ts";

test("knows the neighbours in tokens that merges make, and no others", () => {
  const tokens = ["▁th", "ing", "▁中😀", "never", "a b"];
  const { ascii, filter } = characterNeighbours(
    VocabularyIndex.of(new Map(tokens.map((token, id) => [token, id]))),
    Uint8Array.of(1, 1, 1, 0, 1),
  );
  const pairs = Array.from(ascii, (value, at) => (value === 1 ? String.fromCharCode(at >> 7, at & 127) : "")).filter(
    Boolean,
  );
  expect(pairs.toSorted()).toEqual([" t", "in", "ng", "th"]);
  expect([filter.mayHave(0x20, 0x4e2d), filter.mayHave(0x4e2d, 0x1f600), filter.mayHave(0x1f600, 0x4e2d)]).toEqual([
    true,
    true,
    false,
  ]);
});

test("knows the bytes on both sides of a character of three bytes", () => {
  // 好 E5 A5 BD, 名 E5 90 8D
  const bytes = toByteAlphabet("好名");
  const tokens = [bytes.slice(1, 5), bytes.slice(0, 4), bytes.slice(3), toByteAlphabet("a名")];
  const vocabulary = VocabularyIndex.of(new Map(tokens.map((token, id) => [token, id])));
  const filter = byteNeighbours(buildTokenBytes("bytes", vocabulary, []));
  const lefts = [0xe5a5bd, 0xa5bd, 0xbd];
  const rights = [0xe5908d, 0xe590, 0xe5];
  expect(lefts.map((left) => rights.map((right) => filter.mayHave(left, right)))).toEqual([
    [false, false, true],
    [false, true, false],
    [false, false, false],
  ]);
  // What stands beside them has three bytes, too.
  expect(filter.mayHave(0x61, 0xe5908d)).toBe(false);
});
