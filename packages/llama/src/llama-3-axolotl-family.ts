import type { ModelFamily } from "@turnwise/core";
import { createLlama3Family } from "./create-llama-3-family.ts";

/** Axolotl's copy of Llama 3.0's template, which reads content parts. */
export const llama3AxolotlFamily: ModelFamily = createLlama3Family({
  name: "llama-3-axolotl",
  description: "Llama 3.0, Axolotl's copy: reads lists of text parts",
  reference:
    "https://github.com/axolotl-ai-cloud/axolotl/blob/067b021c8b87a9e5e380b9173c704cf7340e30f5/src/axolotl/utils/chat_templates/templates/llama3.jinja",
  templateHashes: ["e7f0dce6b67524c32dc234d159dd4ce1cc92b74bc0ec905caa1b7765e448259e"],
  bos: "required",
  content: "parts",
  generationPrompt: "asked",
});
