import type { ModelFamily } from "@turnwise/core";
import { createQwen35Family } from "./create-qwen-3.5-family.ts";

/**
 * Qwen 3.5 in the sizes that do not think by default: as `qwen-3.5`, but the generation prompt closes its think block unless
 * `enable_thinking` is true.
 *
 * @example
 * import { qwen35NoThinkFamily } from "@turnwise/chatml";
 *
 * const options = { addGenerationPrompt: false, specialTokens: {}, clock: new Date() };
 * qwen35NoThinkFamily.renderer.render({ messages: [{ role: "user", content: "Hello" }] }, options).text;
 */
export const qwen35NoThinkFamily: ModelFamily = createQwen35Family({
  name: "qwen-3.5-nothink",
  description: "Qwen 3.5, sizes that think only if asked: as qwen-3.5 with a closed think block in the prompt",
  reference:
    "https://github.com/huggingface/trl/blob/f2cd57710ae345ea6428ae95363267fcf38a3dc8/trl/chat_templates/qwen3_5_nothink.jinja",
  templateHashes: ["273d8e0e683b885071fb17e08d71e5f2a5ddfb5309756181681de4f5a1822d80"],
  isPromptClosed: (enableThinking) => enableThinking !== true,
  keepsHistory: () => false,
  scalars: "python",
});
