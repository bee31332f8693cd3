import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { NormalizerStep } from "../definition/tokenizer-definition.ts";
import { createNormalizer } from "./normalizer.ts";
import answers from "./normalizer.oracle.json" with { type: "json" };

const BLOCK = 4096;
const lower = createNormalizer([{ kind: "lowercase" }]);

test(`lower case of every character is that of tokenizers ${answers.tokenizers}`, () => {
  const blocks = answers.lowercaseBlocks.map((_, block) => {
    let text = "";
    for (let code = block * BLOCK; code < (block + 1) * BLOCK; code++) {
      if (code < 0xd800 || code >= 0xe000) text += `${String.fromCodePoint(code)}a`;
    }
    return createHash("sha256").update(lower(text).text).digest("hex").slice(0, 16);
  });
  expect(blocks).toEqual(answers.lowercaseBlocks);
});

test("lower case is made of each character for itself", () => {
  expect(answers.lowercase.map(([text = ""]) => [text, lower(text).text])).toEqual(answers.lowercase);
});

test("a character that becomes two stands where it stood", () => {
  const { text, origins } = lower("AİB\u{10400}");
  expect(text).toBe("ai\u0307b\u{10428}");
  expect([...(origins ?? [])]).toEqual([0, 1, 1, 2, 3, 4, 5]);
  expect(lower("ABC").origins).toBe(null);
});

test("white space is stripped as Rust does it", () => {
  const stripped = answers.strip.map(([text, left, right]) => [
    text,
    left,
    right,
    createNormalizer([{ kind: "strip", left: left === true, right: right === true }])(String(text)).text,
  ]);
  expect(stripped).toEqual(answers.strip);
});

test("origins lead through all steps", () => {
  const steps: readonly NormalizerStep[] = [
    { kind: "strip", left: true, right: true },
    { kind: "replace", pattern: { kind: "regular-expression", source: "\\s{2,}" }, content: "__" },
    { kind: "unicode-form", form: "NFC" },
    { kind: "prepend", text: ">" },
  ];
  const { text, origins, merged } = createNormalizer(steps)(" e\u0301   b ");
  expect(text).toBe(">\u00e9__b");
  expect([...(origins ?? [])]).toEqual([1, 1, 3, 3, 6, 7]);
  expect(merged).toEqual([[3, 6]]);
  expect(createNormalizer(steps)("b", true).text).toBe("b");
});

test("where few characters of a long text change, all others keep their places", () => {
  const nfc = createNormalizer([{ kind: "unicode-form", form: "NFC" }]);
  const changes = [3, 30, 31, 32, 33, 64, 99];
  const original = Array.from({ length: 100 }, (_, index) => (changes.includes(index) ? "e\u0301" : "\u0e01\u0e48"));
  const { text, origins, merged } = nfc(original.join(""));
  expect(text).toBe(original.map((cluster) => (cluster.startsWith("e") ? "\u00e9" : cluster)).join(""));
  const places = original.flatMap((cluster, index) =>
    cluster.startsWith("e") ? [2 * index] : [2 * index, 2 * index + 1],
  );
  expect([...(origins ?? [])]).toEqual([...places, 200]);
  expect(merged).toEqual([]);
});

test("a regular expression that JavaScript cannot follow is refused by name", () => {
  for (const source of ["\\X", "\\p{Emoji}", "(?<a>b)\\g<a", "[a"]) {
    const steps: readonly NormalizerStep[] = [
      { kind: "replace", pattern: { kind: "regular-expression", source }, content: "" },
    ];
    expect(() => createNormalizer(steps)).toThrow(expect.objectContaining({ code: "tokenizer-not-supported" }));
  }
});
