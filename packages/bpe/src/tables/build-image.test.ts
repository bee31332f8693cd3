import { expect, test } from "vitest";
import type { AddedToken } from "../definition/tokenizer-definition.ts";
import {
  byteLevelTokenizer,
  characterTokenizer,
  tokensOf,
  type SmallTokenizer,
} from "../kernel/naive-tokenizer.fixture.ts";
import { readImage } from "../kernel/image-tables.ts";
import * as layout from "../kernel/layout.ts";
import { createTypeScriptKernel } from "../kernel/typescript-kernel.ts";
import { asciiRulesOf } from "./ascii-rules.ts";
import { VocabularyIndex } from "../vocabulary/vocabulary-index.ts";
import { buildImage } from "./build-image.ts";

const KNOWLEDGE = { unstableUnderNfc: [], normalize: (content: string): string => content.toLowerCase() };
const build = ({ definition, plan }: SmallTokenizer): Uint8Array => buildImage(definition, plan, null, KNOWLEDGE);

test("lays tables at multiples of 64, one behind the other", () => {
  const image = build(characterTokenizer("▁ab", [["a", "b"]]));
  const header = new Int32Array(image.buffer, 0, layout.HEADER_BYTES / 4);
  const tables = [
    layout.PAIRS_TABLE,
    layout.BYTE_TOKENS_TABLE,
    layout.CHARACTER_TOKENS_TABLE,
    layout.TOKEN_BYTES_TABLE,
    layout.UNSTABLE_TABLE,
  ];
  for (const table of tables) expect((header[table] ?? 1) % 64).toBe(0);
  expect(header[layout.FLAGS_WORD]).toBe(layout.FLAG_CHARACTERS);
  const tablesRead = readImage(image);
  expect(tablesRead.tokenCount).toBe(260);
  expect(tablesRead.unstable?.[0x2581 >>> 5]).toBe(1 << (0x2581 & 31));
});

test("an image that is cut off, or of another version, is refused", () => {
  const image = build(byteLevelTokenizer([], []));
  const other = image.slice();
  other[0] = (other[0] ?? 0) + 1;
  for (const broken of [other, image.subarray(0, -64)]) {
    expect(() => createTypeScriptKernel(broken)).toThrow(expect.objectContaining({ code: "broken-image" }));
  }
});

test("refuses a vocabulary without a byte, and merges of byte tokens", () => {
  const { definition, plan } = byteLevelTokenizer([], []);
  const tokens = tokensOf(definition.model).filter((text) => text !== "Ġ");
  const vocabulary = VocabularyIndex.of(tokens.map((text, id): [string, number] => [text, id]));
  const withoutSpace = { plan, definition: { ...definition, model: { ...definition.model, vocabulary } } };
  expect(() => build(withoutSpace)).toThrow(/0x20/);
  expect(() => build(characterTokenizer("ab", [["<0x41>", "a"]]))).toThrow(/<0x41>/);
  expect(() =>
    build(
      characterTokenizer(
        "<0x41>",
        [["<0x4", "1>"]].flatMap(([left = "", right = ""]) => prefixes(left, right)),
      ),
    ),
  ).toThrow(/<0x41>/);
});

test("tokens matched in normalised text have a table of their own, where those that are not special come first", () => {
  const { definition, plan } = byteLevelTokenizer([], []);
  const addedTokens = [token(300, "ABC", true), token(301, "abc", false)];
  const kernel = createTypeScriptKernel(build({ plan, definition: { ...definition, addedTokens } }));
  const trie = kernel.words[layout.HEADER / 4 + layout.NORMALIZED_ADDED_TOKENS_TABLE] ?? 0;
  const start = kernel.workspace;
  kernel.reserve(start + 1024);
  kernel.bytes.set(new TextEncoder().encode("x abc"), start);
  expect(kernel.findAddedTokens(trie, start, start + 5, start + 512, 9)).toBe(1);
  expect([...kernel.words.subarray(start / 4 + 128, start / 4 + 131)]).toEqual([start + 2, start + 5, 1]);
});

test("knows the patterns that kernels have rules of their own for", () => {
  const llama = String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`;
  expect(asciiRulesOf([llama])).toBe(layout.RULES_DIGITS_BY_THREE);
  expect(asciiRulesOf([llama.replace("{1,3}", "")])).toBe(layout.RULES_SINGLE_DIGITS);
  expect([asciiRulesOf([`${llama}|x`]), asciiRulesOf([llama, llama]), asciiRulesOf([])]).toEqual([0, 0, 0]);
});

function token(id: number, content: string, special: boolean): AddedToken {
  return { id, content, special, singleWord: false, lstrip: false, rstrip: false, normalized: true };
}

/** Merges that build two texts character by character, and then join them. */
function prefixes(left: string, right: string): [string, string][] {
  return [...grow(left), ...grow(right), [left, right]];
}

function grow(text: string): [string, string][] {
  return [...text].slice(1).map((character, i) => [text.slice(0, i + 1), character]);
}
