import type { ModelFamily } from "@turnwise/core";
import { createChatmlRenderer } from "./chatml-renderer.ts";
import { PLAIN_ROLES } from "./roles.ts";
import { END_OF_TURN, TURN_MARKERS } from "./turn-markup.ts";

const NAME = "qwen-2";

/**
 * Qwen 2 Instruct: ChatML with a default system prompt. Tools, tool calls and reasoning are not printed.
 *
 * @example
 * import { qwen2Family } from "@turnwise/chatml";
 *
 * const options = { addGenerationPrompt: false, specialTokens: {}, clock: new Date() };
 * qwen2Family.renderer.render({ messages: [{ role: "user", content: "Hello" }] }, options).text;
 */
export const qwen2Family: ModelFamily = {
  name: NAME,
  description: "Qwen 2 Instruct: ChatML with a default system prompt",
  reference: "https://huggingface.co/Qwen/Qwen2-1.5B-Instruct",
  templateHashes: ["793202280c0910ab26bc6eb57c8212c2417324c6d8c4efd0d10d59092ab3e3eb"],
  turnMarkers: TURN_MARKERS,
  endOfTurn: END_OF_TURN,
  roles: PLAIN_ROLES,
  system: "always",
  reasoningInHistory: "none",
  tools: false,
  contentParts: false,
  renderer: createChatmlRenderer({ family: NAME, defaultPrompt: "You are a helpful assistant." }),
};
