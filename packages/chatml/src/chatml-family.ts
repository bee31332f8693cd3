import type { ModelFamily } from "@turnwise/core";
import { createChatmlRenderer } from "./chatml-renderer.ts";
import { PLAIN_ROLES } from "./roles.ts";
import { END_OF_TURN, TURN_MARKERS } from "./turn-markup.ts";

const NAME = "chatml";

/**
 * Plain ChatML: every message a turn of its own, under its role's name. Tools, tool calls and reasoning are not printed.
 *
 * @example
 * import { chatmlFamily } from "@turnwise/chatml";
 *
 * const options = { addGenerationPrompt: false, specialTokens: {}, clock: new Date() };
 * chatmlFamily.renderer.render({ messages: [{ role: "user", content: "Hello" }] }, options).text;
 */
export const chatmlFamily: ModelFamily = {
  name: NAME,
  description: "Plain ChatML: a turn for each message, nothing added",
  reference:
    "https://github.com/axolotl-ai-cloud/axolotl/blob/067b021c8b87a9e5e380b9173c704cf7340e30f5/src/axolotl/utils/chat_templates/templates/chatml.jinja",
  templateHashes: [
    "153280e3ff55d19da1398bdb3914ee2a51b80429bfaedde11d7d216c39db80f3", // as most models ship it
    "58c1a1f04baa7adaeaba1f90267c3d57d9396f0c1f0129bdde9e76d3c6784af7", // with a default for add_generation_prompt, as Ollama's template/testdata has it
    "e7a3df47d72feec173403ca6c63b3632edde3536fc0f5a4413ab432a2cfddb8d", // Axolotl's file
  ],
  turnMarkers: TURN_MARKERS,
  endOfTurn: END_OF_TURN,
  roles: PLAIN_ROLES,
  system: "turn",
  reasoningInHistory: "none",
  tools: false,
  contentParts: false,
  renderer: createChatmlRenderer({ family: NAME, defaultPrompt: "" }),
};
