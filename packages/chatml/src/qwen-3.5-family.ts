import type { ModelFamily } from "@turnwise/core";
import { createQwen35Family } from "./create-qwen-3.5-family.ts";

/**
 * Qwen 3.5: the generation prompt opens a think block (`enable_thinking: false` closes it), content is trimmed, tool calls are
 * XML whose arguments must be an object.
 *
 * @example
 * import { qwen35Family } from "@turnwise/chatml";
 *
 * const options = { addGenerationPrompt: false, specialTokens: {}, clock: new Date() };
 * qwen35Family.renderer.render({ messages: [{ role: "user", content: "Hello" }] }, options).text;
 */
export const qwen35Family: ModelFamily = createQwen35Family({
  name: "qwen-3.5",
  description: "Qwen 3.5: thinks by default, reasoning behind the last query alone, tool calls in XML",
  reference: "https://github.com/ggml-org/llama.cpp/blob/master/models/templates/Qwen3.5-4B.jinja",
  templateHashes: ["a4aee8afcf2e0711942cf848899be66016f8d14a889ff9ede07bca099c28f715"],
  isPromptClosed: (enableThinking) => enableThinking === false,
  keepsHistory: () => false,
  scalars: "python",
});
