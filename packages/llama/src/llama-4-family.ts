import type { ModelFamily } from "@turnwise/core";
import { LLAMA_4_END, LLAMA_4_TURN_MARKERS } from "./llama-4-markers.ts";
import { createLlama4Renderer, LLAMA_4_ROLES } from "./llama-4-renderer.ts";

/** Llama 4 on text, tool calls as JSON. A row with an image is refused. */
export const llama4Family: ModelFamily = {
  name: "llama-4",
  description: "Llama 4, text only: tools, several calls in a turn, content parts",
  reference:
    "https://github.com/axolotl-ai-cloud/axolotl/blob/067b021c8b87a9e5e380b9173c704cf7340e30f5/src/axolotl/utils/chat_templates/templates/llama4.jinja",
  templateHashes: ["f67cd4a71c0ed36b2e0b24678dd7a39a454d35f17f70079f36b417efc08ddad7"],
  renderer: createLlama4Renderer("llama-4"),
  turnMarkers: LLAMA_4_TURN_MARKERS,
  endOfTurn: [LLAMA_4_END],
  roles: LLAMA_4_ROLES,
  system: "turn",
  reasoningInHistory: "none",
  tools: true,
  contentParts: true,
};
