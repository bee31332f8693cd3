import type { ModelFamily } from "@turnwise/core";
import { createLlama3Family } from "./create-llama-3-family.ts";

/** Meta's template of Llama 3.0. It knows no tools: a tool call is not printed, and such a turn has an empty answer. */
export const llama3Family: ModelFamily = createLlama3Family({
  name: "llama-3",
  description: "Llama 3.0 as Meta published it",
  reference:
    "https://github.com/huggingface/trl/blob/f2cd57710ae345ea6428ae95363267fcf38a3dc8/trl/chat_templates/llama3.jinja",
  templateHashes: ["ba03a121d097859c7b5b9cd03af99aafe95275210d2876f642ad9929a150f122"],
  bos: "required",
  content: "text",
  generationPrompt: "asked",
});
