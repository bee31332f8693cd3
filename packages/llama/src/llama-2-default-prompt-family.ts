import type { ModelFamily } from "@turnwise/core";
import { createLlama2Renderer, LLAMA_2_ROLES } from "./llama-2-renderer.ts";

/** Llama 2 as early `transformers` rendered it by default: reads USE_DEFAULT_PROMPT and prints a late system message. */
export const llama2DefaultPromptFamily: ModelFamily = {
  name: "llama-2-default-prompt",
  description: "Llama 2, the default of early transformers: template argument USE_DEFAULT_PROMPT, late system messages",
  reference: "https://huggingface.co/hf-internal-testing/llama-tokenizer",
  templateHashes: ["be7f8f15473ed3f98fd513d422daef97d1b101e6d3aeac3904e3a15f7807c07b"],
  renderer: createLlama2Renderer({
    family: "llama-2-default-prompt",
    lateSystem: "printed",
    defaultSystem: "DEFAULT_SYSTEM_MESSAGE",
  }),
  turnMarkers: ["<s>", "</s>"],
  endOfTurn: ["</s>"],
  roles: LLAMA_2_ROLES,
  system: "folded",
  reasoningInHistory: "none",
  tools: false,
  contentParts: false,
};
