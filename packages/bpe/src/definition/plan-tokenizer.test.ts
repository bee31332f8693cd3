import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { compileTokenizer } from "../load/compile-tokenizer.ts";
import type { TokenizerPlan } from "./tokenizer-plan.ts";

interface Oracle {
  readonly bases: Readonly<Record<string, { readonly model: object }>>;
  readonly cases: Readonly<Record<string, { readonly base: string; readonly model: object; readonly rest: object }>>;
}

const { bases, cases } = JSON.parse(
  await readFile(new URL("../load/small-tokenizers.oracle.json", import.meta.url), "utf8"),
) as Oracle;

function planOf(name: string): TokenizerPlan {
  const { base = "", model = {}, rest = {} } = cases[name] ?? {};
  const start = bases[base];
  return compileTokenizer({ ...start, ...rest, model: { ...start?.model, ...model } }, name).plan;
}

/** What the kernel does, as a line: stages (`general`: not the kernel), normalization, prefix. */
function summary({ scanner, splitSpaces, normalization, prefix }: TokenizerPlan): string {
  const words = scanner === null ? "general" : `${scanner.length} stages`;
  const space =
    prefix.where === "never" ? "no prefix" : `prefix ${prefix.where}${prefix.unlessThere ? " unless there" : ""}`;
  return `${words}${splitSpaces ? ", words begin at spaces" : ""}; ${normalization}; ${space}`;
}

test.each([
  ["bytes", "1 stages; none; no prefix"],
  ["without use_regex", "0 stages; none; no prefix"],
  ["add_prefix_space", "1 stages; none; prefix always unless there"],
  ["NFC", "1 stages; nfc; no prefix"],
  ["NFC and Lowercase", "1 stages; general; no prefix"],
  ["Falcon's", "general; none; no prefix"],
  ["Bloom's", "1 stages; none; no prefix"],
  ["Whitespace", "general; none; no prefix"],
  ["StarCoder's", "2 stages; none; no prefix"],
  ["DeepSeek Coder's", "5 stages; none; no prefix"],
  ["cl100k, removed and inverted", "1 stages; none; no prefix"],
  [String.raw`Split Removed inverted at \p{L}+|\s+(?!\S)`, "general; none; no prefix"],
  ["Split Contiguous at h", "general; none; no prefix"],
  ["Gemma's", "0 stages; spaces; no prefix"],
  ["Llama's", "0 stages; spaces; prefix always"],
  ["Llama's, added tokens", "0 stages; spaces; prefix always"],
  ["Llama's, normalized tokens", "0 stages; general; no prefix"],
  ["NFKC before", "0 stages; general; no prefix"],
  ["a split of characters", "general; spaces; no prefix"],
  ["Metaspace first True", "0 stages, words begin at spaces; spaces; prefix first unless there"],
  ["Metaspace never False", "0 stages; spaces; no prefix"],
])("%s: %s", (name, expected) => {
  expect(summary(planOf(name))).toBe(expected);
});
