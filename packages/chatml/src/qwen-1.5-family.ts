import type { ModelFamily } from "@turnwise/core";
import { createChatmlRenderer } from "./chatml-renderer.ts";
import { PLAIN_ROLES } from "./roles.ts";
import { END_OF_TURN, TURN_MARKERS } from "./turn-markup.ts";

const NAME = "qwen-1.5";

/**
 * Qwen 1.5 Chat, in its later template, which ends every turn. In the first one the next message printed the end, so that the
 * last answer had none: that one is left to the template engine.
 *
 * @example
 * import { qwen15Family } from "@turnwise/chatml";
 *
 * const options = { addGenerationPrompt: false, specialTokens: {}, clock: new Date() };
 * qwen15Family.renderer.render({ messages: [{ role: "user", content: "Hello" }] }, options).text;
 */
export const qwen15Family: ModelFamily = {
  name: NAME,
  description: "Qwen 1.5 Chat, later template: ChatML with a default system prompt",
  reference: "https://huggingface.co/Qwen/Qwen1.5-0.5B-Chat",
  templateHashes: ["af9c0233881b083b52ff773580215222b5440ac3d0beeeca99b76329b048f8db"],
  turnMarkers: TURN_MARKERS,
  endOfTurn: END_OF_TURN,
  roles: PLAIN_ROLES,
  system: "always",
  reasoningInHistory: "none",
  tools: false,
  contentParts: false,
  renderer: createChatmlRenderer({ family: NAME, defaultPrompt: "You are a helpful assistant" }),
};
