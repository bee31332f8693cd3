import type { ModelFamily } from "@turnwise/core";
import { createQwen3Renderer } from "./qwen-3-renderer.ts";
import { QWEN_ROLES } from "./roles.ts";
import { END_OF_TURN, TURN_MARKERS } from "./turn-markup.ts";

const NAME = "qwen-3-optional-content";

/**
 * Qwen 3 with hybrid thinking, as published later: like `qwen-3`, but a message may lack its content, as tool calls often do.
 *
 * @example
 * import { qwen3OptionalContentFamily } from "@turnwise/chatml";
 *
 * const options = { addGenerationPrompt: false, specialTokens: {}, clock: new Date() };
 * qwen3OptionalContentFamily.renderer.render({ messages: [{ role: "user", content: "Hello" }] }, options).text;
 */
export const qwen3OptionalContentFamily: ModelFamily = {
  name: NAME,
  description: "Qwen 3, hybrid thinking, later template: a message with tool calls needs no content",
  reference: "https://huggingface.co/Qwen/Qwen3-4B/tree/1cfa9a7208912126459214e8b04321603b3df60c",
  templateHashes: ["a55ee1b1660128b7098723e0abcd92caa0788061051c62d51cbe87d9cf1974d8"],
  turnMarkers: TURN_MARKERS,
  endOfTurn: END_OF_TURN,
  roles: QWEN_ROLES,
  system: "turn",
  reasoningInHistory: "dropped",
  tools: true,
  contentParts: false,
  renderer: createQwen3Renderer(NAME, "optional"),
};
