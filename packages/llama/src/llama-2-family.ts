import type { ModelFamily } from "@turnwise/core";
import { createLlama2Renderer, LLAMA_2_ROLES } from "./llama-2-renderer.ts";

/** Llama 2 Chat as Meta published it: the system message folded into the first user turn, a BOS before every pair. */
export const llama2Family: ModelFamily = {
  name: "llama-2",
  description: "Llama 2 Chat: [INST] … [/INST], system message in the first user turn, no tools",
  reference: "https://huggingface.co/meta-llama/Llama-2-13b-chat-hf",
  templateHashes: ["e8d5b5a546d3f19df16a5320c614fab05bdc4edd50e850f1afd947b503ea41cf"],
  renderer: createLlama2Renderer({ family: "llama-2", lateSystem: "dropped", defaultSystem: null }),
  turnMarkers: ["<s>", "</s>"],
  endOfTurn: ["</s>"],
  roles: LLAMA_2_ROLES,
  system: "folded",
  reasoningInHistory: "none",
  tools: false,
  contentParts: false,
};
