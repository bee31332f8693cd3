import type { ModelFamily } from "@turnwise/core";
import { createLlama3Family } from "./create-llama-3-family.ts";

/** TRL's training copy of Llama 3.0's template, which renders for models without a BOS token, too. */
export const llama3TrlFamily: ModelFamily = createLlama3Family({
  name: "llama-3-trl",
  description: "Llama 3.0, TRL's training copy: the BOS token may be missing",
  reference:
    "https://github.com/huggingface/trl/blob/f2cd57710ae345ea6428ae95363267fcf38a3dc8/trl/chat_templates/llama3_training.jinja",
  templateHashes: ["9dce981e2954cf77d4d0ad2dbacf8006a5fda34a0bdf4923075a933d08b69470"],
  bos: "optional",
  content: "text",
  generationPrompt: "asked",
});
