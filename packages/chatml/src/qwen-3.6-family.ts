import type { ModelFamily } from "@turnwise/core";
import { createQwen35Family } from "./create-qwen-3.5-family.ts";

/**
 * Qwen 3.6: as Qwen 3.5, but `preserve_thinking: true` keeps the reasoning of history, and arguments other than text are JSON.
 *
 * @example
 * import { qwen36Family } from "@turnwise/chatml";
 *
 * const options = { addGenerationPrompt: false, specialTokens: {}, clock: new Date() };
 * qwen36Family.renderer.render({ messages: [{ role: "user", content: "Hello" }] }, options).text;
 */
export const qwen36Family: ModelFamily = createQwen35Family({
  name: "qwen-3.6",
  description: "Qwen 3.6: as Qwen 3.5, with preserve_thinking and tool arguments in JSON",
  reference:
    "https://github.com/huggingface/trl/blob/f2cd57710ae345ea6428ae95363267fcf38a3dc8/trl/chat_templates/qwen3_6.jinja",
  templateHashes: ["e84f32a23fdda27689f868aa4a1a5621f41133e51a48d7f3efcbea2839574259"],
  isPromptClosed: (enableThinking) => enableThinking === false,
  keepsHistory: ({ preserve_thinking: preserveThinking }) => preserveThinking === true,
  scalars: "json",
});
