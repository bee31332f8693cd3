import type { ModelFamily } from "@turnwise/core";
import { createQwen3Renderer } from "./qwen-3-renderer.ts";
import { QWEN_ROLES } from "./roles.ts";
import { END_OF_TURN, TURN_MARKERS } from "./turn-markup.ts";

const NAME = "qwen-3";

/**
 * Qwen 3 with hybrid thinking, as first published: every message needs a content. Turns behind the last query show their
 * reasoning, the last one always has a think block, and history has none. Reasoning is read from `reasoning_content` or from
 * think tags in the content.
 *
 * @example
 * import { qwen3Family } from "@turnwise/chatml";
 *
 * const options = { addGenerationPrompt: false, specialTokens: {}, clock: new Date() };
 * qwen3Family.renderer.render({ messages: [{ role: "user", content: "Hello" }] }, options).text;
 */
export const qwen3Family: ModelFamily = {
  name: NAME,
  description: "Qwen 3, hybrid thinking: reasoning behind the last query alone, tools and tool calls in JSON",
  reference: "https://github.com/ggml-org/llama.cpp/blob/master/models/templates/Qwen-Qwen3-0.6B.jinja",
  templateHashes: ["87a2728cb8dc9fe424d624542f6060ec05a1d285ebbec578bb078900e33396b5"],
  turnMarkers: TURN_MARKERS,
  endOfTurn: END_OF_TURN,
  roles: QWEN_ROLES,
  system: "turn",
  reasoningInHistory: "dropped",
  tools: true,
  contentParts: false,
  renderer: createQwen3Renderer(NAME, "required"),
};
