import type { ModelFamily } from "@turnwise/core";
import { LLAMA_3_END, LLAMA_3_TURN_MARKERS } from "./llama-3-markers.ts";
import { createLlama31Renderer, LLAMA_3_1_ROLES } from "./llama-3.1-renderer.ts";

/** Llama 3.2 (text): as 3.1 without built-in tools, and today's date unless `date_string` is given. */
export const llama32Family: ModelFamily = {
  name: "llama-3.2",
  description: "Llama 3.2: tools; prints the date of the clock unless date_string is given",
  reference: "https://huggingface.co/meta-llama/Llama-3.2-3B-Instruct/tree/0cb88a4f764b7a12671c53f0838cd831a0843b95",
  templateHashes: ["5816fce10444e03c2e9ee1ef8a4a1ea61ae7e69e438613f3b17b69d0426223a4"],
  renderer: createLlama31Renderer({ family: "llama-3.2", fixedDate: null, builtinTools: false, content: "trimmed" }),
  turnMarkers: LLAMA_3_TURN_MARKERS,
  endOfTurn: [LLAMA_3_END],
  roles: LLAMA_3_1_ROLES,
  system: "always",
  reasoningInHistory: "none",
  tools: true,
  contentParts: false,
};
