import { toByteAlphabet } from "../definition/byte-alphabet.ts";
import {
  byteLevelTokenizer,
  characterTokenizer,
  randomFrom,
  randomMerges,
  type SmallTokenizer,
} from "./naive-tokenizer.fixture.ts";

/** A pattern like that of Llama 3, in the syntax that JavaScript has, too. */
export const WORDS: string = String.raw`'[sStT]|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`;

export function* smallTokenizers(): Iterable<readonly [kind: string, SmallTokenizer, alphabet: readonly string[]]> {
  const random = randomFrom(1);
  const letters = ["a", "b", "c", "ab", "A", " ", "  ", "\n", "\t", "1", "23", "4567", "!", "?!", "'s", "é", "ß", "\0"];
  const byteLevel = [...letters, "中", "文", "中文", "日本", "คำ", "한", "😀", "👍🏽", "\u0301", "abcabcabcabcabcabcabc"];
  const unique = withoutRepeats([
    ...randomMerges(toByteAlphabet("abc abcab c"), 30, random),
    ...randomMerges(toByteAlphabet("中文中日本文文"), 40, random),
    ...randomMerges(toByteAlphabet(byteLevel.join("")), 60, random),
  ]);
  yield ["byte-level", byteLevelTokenizer(unique, [WORDS]), byteLevel];
  yield [
    "byte-level, whole words",
    byteLevelTokenizer(unique, [WORDS], {
      ignoreMerges: true,
      words: [" cab", "abcabcabcabcabcabcabc", "中文中文中文中文"],
    }),
    [...byteLevel, "中文中文中文中文"],
  ];
  yield [
    "byte-level, three stages",
    byteLevelTokenizer(unique, [String.raw`\p{N}{1,3}`, "[一-龥]+", WORDS]),
    byteLevel,
  ];
  yield ["byte-level, one word", byteLevelTokenizer(unique, []), byteLevel];
  const characters = "▁abcAß中文1\n😀'";
  const uniqueCharacters = withoutRepeats([
    ...randomMerges("▁abc▁ab▁▁c▁abcab", 40, random),
    ...randomMerges(characters, 40, random),
    ...randomMerges("中▁ß▁▁文▁", 20, random),
  ]);
  yield ["characters", characterTokenizer(characters, uniqueCharacters), byteLevel];
  yield ["characters, split at spaces", characterTokenizer(characters, uniqueCharacters, true), byteLevel];
}

function withoutRepeats(merges: readonly [string, string][]): readonly [string, string][] {
  return [...new Map(merges.map((pair) => [pair.join(" "), pair])).values()];
}

export function randomText(alphabet: readonly string[], random: () => number, longest: number): string {
  return Array.from(
    { length: Math.floor(random() * longest) },
    () => alphabet[Math.floor(random() * alphabet.length)],
  ).join("");
}
