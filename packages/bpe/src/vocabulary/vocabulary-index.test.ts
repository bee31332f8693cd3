import { expect, test } from "vitest";
import { VocabularyIndex } from "./vocabulary-index.ts";

const TOKENS = ["a", "b", "ab", "", "é", "😀", "😀é", "abab", "▁the", "x".repeat(300)];
const index = VocabularyIndex.of(new Map(TOKENS.map((token, i) => [token, 3 * i])));

test("finds every token, and no other text", () => {
  expect(TOKENS.map((token) => index.find(token))).toEqual([...TOKENS.keys()]);
  expect(TOKENS.map((token) => index.findUnits(unitsOf(`<${token}>`), 1, 1 + token.length))).toEqual([
    ...TOKENS.keys(),
  ]);
  expect([index.get("ab"), index.get("ba")]).toEqual([6, undefined]);
  expect(["c", "ba", "aba", "\ud83d", "x".repeat(299)].map((text) => index.find(text))).toEqual([-1, -1, -1, -1, -1]);
  expect(TOKENS.map((_, i) => [index.id(i), index.text(i)])).toEqual(TOKENS.map((token, i) => [3 * i, token]));
  expect(index.idLimit).toBe(28);
});

test("refuses ids that are none", () => {
  for (const id of [-1, 0.5, Number.NaN, Infinity])
    expect(code(new Map([["a", id]]))).toMatchObject({ code: "broken-model" });
  expect(code(new Map([["a", 2 ** 22 + 1]]))).toMatchObject({ code: "tokenizer-not-supported" });
  expect(
    code(
      new Map([
        ["a", 1],
        ["b", 1],
      ]),
    ),
  ).toMatchObject({ code: "tokenizer-not-supported" });
  expect(code(new Map([["a".repeat(30_000), 1]]))).toMatchObject({ code: "tokenizer-not-supported" });
});

test("refuses a token that stands twice", () => {
  expect(
    code([
      ["a", 1],
      ["b", 2],
      ["a", 3],
    ]),
  ).toMatchObject({ code: "broken-model" });
});

const unitsOf = (text: string) => Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));

/** What making the index throws. */
function code(vocabulary: Iterable<readonly [string, number]>): unknown {
  try {
    return VocabularyIndex.of(vocabulary);
  } catch (error) {
    return error;
  }
}
