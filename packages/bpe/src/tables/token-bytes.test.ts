import { expect, test } from "vitest";
import type { AddedToken } from "../definition/tokenizer-definition.ts";
import { buildTokenBytes } from "./token-bytes.ts";
import { VocabularyIndex } from "../vocabulary/vocabulary-index.ts";

const added = (id: number, content: string): AddedToken => ({
  id,
  content,
  singleWord: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
});

/** Bytes in hexadecimal and the length of each token. */
function tokensOf(
  symbols: "bytes" | "characters",
  tokens: readonly string[],
  addedTokens: readonly AddedToken[],
): string[] {
  const vocabulary = VocabularyIndex.of(new Map(tokens.map((token, id) => [token, id])));
  const { count, lengths, offsets, bytes } = buildTokenBytes(symbols, vocabulary, addedTokens);
  return Array.from({ length: count }, (_, id) => {
    const own = [...bytes.subarray(offsets[id], offsets[id + 1])]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");
    return `${own} ${lengths[id]}`;
  });
}

test("byte-level: characters of the alphabet are bytes; any other makes a token its own text, which no word gives", () => {
  expect(tokensOf("bytes", ["Ġa", "Ã©", "é", "a b", "<｜"], [added(6, "Ċ"), added(4, "else")])).toEqual([
    "2061 2",
    "c3a9 2",
    "e9 1",
    "612062 0",
    "3cefbd9c 0",
    " 0",
    "0a 0",
  ]);
});

test("characters: ▁ is a space, <0x0A> a byte", () => {
  expect(tokensOf("characters", ["▁the▁", "<0x0A>", "é😀", "<0xZZ>"], [added(4, "<b>")])).toEqual([
    "2074686520 5",
    "0a 1",
    "c3a9f09f9880 6",
    "3c30785a5a3e 6",
    "3c623e 0",
  ]);
});

test("refuses half of a character and ids that are none", () => {
  expect(() => tokensOf("characters", ["\ud83d"], [])).toThrow(expect.objectContaining({ code: "broken-model" }));
  expect(() => tokensOf("characters", ["a"], [added(-1, "x")])).toThrow(
    expect.objectContaining({ code: "broken-model" }),
  );
  expect(() => tokensOf("characters", ["a"], [added(2 ** 31, "x")])).toThrow(
    expect.objectContaining({ code: "tokenizer-not-supported" }),
  );
});
