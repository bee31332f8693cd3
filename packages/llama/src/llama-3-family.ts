import type { ModelFamily } from "@turnwise/core";
import { LLAMA_3_END, LLAMA_3_TURN_MARKERS } from "./llama-3-markers.ts";
import { createLlama3Renderer, LLAMA_3_ROLES } from "./llama-3-renderer.ts";

/** Meta's template of Llama 3.0. It knows no tools: a tool call is not printed, and such a turn has an empty answer. */
export const llama3Family: ModelFamily = {
  name: "llama-3",
  description: "Llama 3.0 as Meta published it",
  reference:
    "https://github.com/huggingface/trl/blob/f2cd57710ae345ea6428ae95363267fcf38a3dc8/trl/chat_templates/llama3.jinja",
  templateHashes: ["ba03a121d097859c7b5b9cd03af99aafe95275210d2876f642ad9929a150f122"],
  renderer: createLlama3Renderer({
    family: "llama-3",
    bos: "required",
    content: "text",
    generationPrompt: "asked",
  }),
  turnMarkers: LLAMA_3_TURN_MARKERS,
  endOfTurn: [LLAMA_3_END],
  roles: LLAMA_3_ROLES,
  system: "turn",
  reasoningInHistory: "none",
  tools: false,
  contentParts: false,
};
