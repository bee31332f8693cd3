import type { ModelFamily } from "@turnwise/core";
import { LLAMA_3_END, LLAMA_3_END_OF_MESSAGE, LLAMA_3_TURN_MARKERS } from "./llama-3-markers.ts";
import { createLlama31Renderer, LLAMA_3_1_ROLES } from "./llama-3.1-renderer.ts";

/** Llama 3.1: tools, built-in tools, and a date that stands still unless `date_string` is given. */
export const llama31Family: ModelFamily = {
  name: "llama-3.1",
  description:
    "Llama 3.1: tools, the template arguments date_string, builtin_tools, custom_tools, tools_in_user_message",
  reference: "https://huggingface.co/meta-llama/Llama-3.1-8B-Instruct/tree/0e9e39f249a16976918f6564b8830bc894c89659",
  templateHashes: ["e10ca381b1ccc5cf9db52e371f3b6651576caee0a630b452e2816b2d404d4b65"],
  renderer: createLlama31Renderer({
    family: "llama-3.1",
    fixedDate: "26 Jul 2024",
    builtinTools: true,
    content: "trimmed",
  }),
  turnMarkers: LLAMA_3_TURN_MARKERS,
  endOfTurn: [LLAMA_3_END, LLAMA_3_END_OF_MESSAGE],
  roles: LLAMA_3_1_ROLES,
  system: "always",
  reasoningInHistory: "none",
  tools: true,
  contentParts: false,
};
