import type { ModelFamily } from "@turnwise/core";
import { createQwen35Renderer } from "./qwen-3.5-renderer.ts";
import { QWEN_ROLES } from "./roles.ts";
import { END_OF_TURN, TURN_MARKERS } from "./turn-markup.ts";

const NAME = "qwen-3.6";

/**
 * Qwen 3.6: as Qwen 3.5, but `preserve_thinking: true` keeps the reasoning of history, and arguments other than text are JSON.
 *
 * @example
 * import { qwen36Family } from "@turnwise/chatml";
 *
 * const options = { addGenerationPrompt: false, specialTokens: {}, clock: new Date() };
 * qwen36Family.renderer.render({ messages: [{ role: "user", content: "Hello" }] }, options).text;
 */
export const qwen36Family: ModelFamily = {
  name: NAME,
  description: "Qwen 3.6: as Qwen 3.5, with preserve_thinking and tool arguments in JSON",
  reference:
    "https://github.com/huggingface/trl/blob/f2cd57710ae345ea6428ae95363267fcf38a3dc8/trl/chat_templates/qwen3_6.jinja",
  templateHashes: ["e84f32a23fdda27689f868aa4a1a5621f41133e51a48d7f3efcbea2839574259"],
  turnMarkers: TURN_MARKERS,
  endOfTurn: END_OF_TURN,
  roles: QWEN_ROLES,
  system: "turn",
  reasoningInHistory: "dropped",
  tools: true,
  contentParts: true,
  renderer: createQwen35Renderer({
    family: NAME,
    isPromptClosed: (enableThinking) => enableThinking === false,
    keepsHistory: ({ preserve_thinking: preserveThinking }) => preserveThinking === true,
    scalars: "json",
  }),
};
