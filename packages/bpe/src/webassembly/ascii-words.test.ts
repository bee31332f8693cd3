import { describe, expect, test } from "vitest";
import * as layout from "../kernel/layout.ts";
import { byteLevelTokenizer, randomFrom } from "../kernel/naive-tokenizer.fixture.ts";
import { TestHost, imageOf } from "../kernel/test-host.fixture.ts";
import { createWebAssemblyKernel } from "./create-webassembly-kernel.ts";

const pattern = (digits: string): string =>
  String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|${digits}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`;

/** What the rules tell apart, and what makes them stop: NUL, characters beyond ASCII. */
const CHARACTERS = " \t\n\r\v\f'!.(-/_09aZzsStTmMdDrReEvVlLxX@[`{\u007f\u0001\u001f\0é’中😀\u00a0\u2028";
const STRINGS = [
  "  ",
  "   ",
  "\r\n",
  "\n\n",
  "\n  ",
  "  \n",
  "'s",
  "'re",
  "'LL",
  "'ve",
  "'tis",
  "don't",
  "12345678",
  " the",
  "Word",
  "!!!",
  ". ",
];
const PARTS = [...CHARACTERS, ...STRINGS];

describe.each([
  ["digits by three", String.raw`\p{N}{1,3}`, layout.RULES_DIGITS_BY_THREE],
  ["single digits", String.raw`\p{N}`, layout.RULES_SINGLE_DIGITS],
])("words of ASCII text, %s", (_, digits, rules) => {
  const rulesWord = layout.ASCII_RULES_WORD * 4;

  test("are those that the transitions find", async () => {
    const image = imageOf(byteLevelTokenizer([["a", "b"]], [pattern(digits)]));
    expect(new DataView(image.buffer).getInt32(rulesWord, true)).toBe(rules);
    const withoutRules = image.slice();
    new DataView(withoutRules.buffer).setInt32(rulesWord, 0, true);
    const byRules = new TestHost(await createWebAssemblyKernel(image));
    const byTransitions = new TestHost(await createWebAssemblyKernel(withoutRules));
    const random = randomFrom(digits.length);
    for (let round = 0; round < 6000; round++) {
      const text = randomText(random, round % 50 === 0 ? 3000 : 90);
      expect({ text, ends: wordEnds(byRules, text) }).toEqual({ text, ends: wordEnds(byTransitions, text) });
    }
  });
});

/** Few different parts a text, so that runs of the same kind are long enough to reach across windows of 64 bytes. */
function randomText(random: () => number, longest: number): string {
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const parts = Array.from({ length: 1 + Math.floor(random() * 8) }, () => pick(PARTS));
  let text = "";
  for (let length = Math.floor(random() * longest); text.length < length;)
    text += (pick(parts) ?? "").repeat(random() < 0.1 ? 70 : 1);
  return text;
}

function wordEnds(host: TestHost, text: string): number[] {
  const { kernel } = host;
  const bytes = new TextEncoder().encode(text);
  const room = 4 * bytes.length + 256;
  const [start, end] = host.write(bytes, room);
  const ends = Math.ceil((end + layout.TEXT_PADDING) / 64) * 64;
  const count = kernel.wordEnds(start, end, ends, bytes.length + 1);
  return [...kernel.words.subarray(ends / 4, ends / 4 + count)].map((address) => address - start);
}
