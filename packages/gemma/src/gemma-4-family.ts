import type { ModelFamily } from "@turnwise/core";
import { createGemma4Renderer } from "./gemma-4-renderer.ts";
import { END_OF_TURN, TURN_MARKERS } from "./turn-format.ts";

const roles = { system: "system", developer: "system", user: "user", assistant: "model", tool: "tool" };

/**
 * Gemma 4 31B, the template with interleaved thinking. Reads `enable_thinking`, and of messages `tool_responses` besides the
 * common fields. Reasoning is printed in front of calls after the last user message alone. The generation prompt opens and closes
 * an empty thought channel, unless `enable_thinking` is set; the history has none.
 *
 * @example
 * import { gemma4 } from "@turnwise/gemma";
 *
 * gemma4.renderer.render(conversation, { addGenerationPrompt: false, specialTokens: { bos_token: "<bos>" }, clock: new Date() });
 */
export const gemma4: ModelFamily = {
  name: "gemma-4",
  description: "Gemma 4 31B, interleaved thinking: system turn, tools, reasoning",
  reference:
    "https://github.com/ggml-org/llama.cpp/blob/master/models/templates/google-gemma-4-31B-it-interleaved.jinja",
  templateHashes: [
    // llama.cpp, google-gemma-4-31B-it-interleaved.jinja
    "65f93a25708c952457106a30e185ba7beffddd726121c8d7e3f3e08b23c16c67",
  ],
  renderer: createGemma4Renderer(roles),
  turnMarkers: TURN_MARKERS,
  endOfTurn: END_OF_TURN,
  roles,
  system: "turn",
  reasoningInHistory: "dropped",
  tools: true,
  contentParts: true,
};
