import type { ModelFamily } from "@turnwise/core";
import { LLAMA_3_END, LLAMA_3_TURN_MARKERS } from "./llama-3-markers.ts";
import { createLlama3Renderer, LLAMA_3_ROLES } from "./llama-3-renderer.ts";

/** Axolotl's copy of Llama 3.0's template, which reads content parts. */
export const llama3AxolotlFamily: ModelFamily = {
  name: "llama-3-axolotl",
  description: "Llama 3.0, Axolotl's copy: reads lists of text parts",
  reference:
    "https://github.com/axolotl-ai-cloud/axolotl/blob/067b021c8b87a9e5e380b9173c704cf7340e30f5/src/axolotl/utils/chat_templates/templates/llama3.jinja",
  templateHashes: ["e7f0dce6b67524c32dc234d159dd4ce1cc92b74bc0ec905caa1b7765e448259e"],
  renderer: createLlama3Renderer({
    family: "llama-3-axolotl",
    bos: "required",
    content: "parts",
    generationPrompt: "asked",
  }),
  turnMarkers: LLAMA_3_TURN_MARKERS,
  endOfTurn: [LLAMA_3_END],
  roles: LLAMA_3_ROLES,
  system: "turn",
  reasoningInHistory: "none",
  tools: false,
  contentParts: true,
};
