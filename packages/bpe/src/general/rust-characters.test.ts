import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { alignUnicodeForm } from "./align-unicode-form.ts";
import { findPattern } from "./find-pattern.ts";

interface UnicodeAnswers {
  readonly tokenizers: string;
  readonly pattern: string;
  readonly cuts: readonly string[];
  readonly nfc: readonly string[];
}

const ORACLE = new URL("../../../../test/tokenizer-oracle/unicode-answers.json", import.meta.url);
const answers = JSON.parse(await readFile(ORACLE, "utf8")) as UnicodeAnswers;
const BLOCK = 4096;

test(`regular expressions see every character as tokenizers ${answers.tokenizers} does`, () => {
  const find = findPattern({ kind: "regular-expression", source: answers.pattern });
  const cuts = answers.cuts.map((_, block) => {
    const text = textOf(block, (c) => `a${c}b ${c}1${c}${c}'${c}`);
    const found = find(text);
    const starts: number[] = [];
    let characters = 0;
    let unit = 0;
    for (const [start] of found) {
      for (; unit < start; unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1) characters++;
      starts.push(characters);
    }
    return digest(starts.join(","));
  });
  expect(cuts).toEqual(answers.cuts);
});

test(`NFC is that of tokenizers ${answers.tokenizers} for every character`, () => {
  const normal = answers.nfc.map((_, block) =>
    digest(
      alignUnicodeForm(
        textOf(block, (c) => `q${c}\u0323e\u0301${c}`),
        "NFC",
      ).text,
    ),
  );
  expect(normal).toEqual(answers.nfc);
});

function textOf(block: number, write: (character: string) => string): string {
  let text = "";
  for (let code = block * BLOCK; code < (block + 1) * BLOCK; code++) {
    if (code < 0xd800 || code >= 0xe000) text += write(String.fromCodePoint(code));
  }
  return text;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
