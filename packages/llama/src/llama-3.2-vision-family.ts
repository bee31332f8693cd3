import type { ModelFamily } from "@turnwise/core";
import { LLAMA_3_END, LLAMA_3_TURN_MARKERS } from "./llama-3-markers.ts";
import { createLlama31Renderer, LLAMA_3_1_ROLES } from "./llama-3.1-renderer.ts";

/** Llama 3.2 Vision on text: reads text parts and trims no plain message. A row with an image is refused. */
export const llama32VisionFamily: ModelFamily = {
  name: "llama-3.2-vision",
  description: "Llama 3.2 Vision, text only: as llama-3.2, but plain messages keep their edge spaces",
  reference: "https://huggingface.co/meta-llama/Llama-3.2-11B-Vision-Instruct",
  templateHashes: ["53ff0dc467531d098a8bdd2ba38a3b2c157c9a90e96e16a0a79aa86476d47eea"],
  renderer: createLlama31Renderer({
    family: "llama-3.2-vision",
    fixedDate: null,
    builtinTools: false,
    content: "parts",
  }),
  turnMarkers: [...LLAMA_3_TURN_MARKERS, "<|image|>"],
  endOfTurn: [LLAMA_3_END],
  roles: LLAMA_3_1_ROLES,
  system: "always",
  reasoningInHistory: "none",
  tools: true,
  contentParts: true,
};
