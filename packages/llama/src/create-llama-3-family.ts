import type { ModelFamily } from "@turnwise/core";
import { LLAMA_3_END, LLAMA_3_TURN_MARKERS } from "./llama-3-markers.ts";
import { createLlama3Renderer, LLAMA_3_ROLES, type Llama3Settings } from "./llama-3-renderer.ts";

/** One published copy of Llama 3.0's template: where it stands, and how it differs from the others. */
export type Llama3Copy = Pick<ModelFamily, "name" | "description" | "reference" | "templateHashes"> &
  Omit<Llama3Settings, "family">;

/** The family of one copy; what all copies have in common stands here. */
export function createLlama3Family({ bos, content, generationPrompt, ...published }: Llama3Copy): ModelFamily {
  return {
    ...published,
    renderer: createLlama3Renderer({ family: published.name, bos, content, generationPrompt }),
    turnMarkers: LLAMA_3_TURN_MARKERS,
    endOfTurn: [LLAMA_3_END],
    roles: LLAMA_3_ROLES,
    system: "turn",
    reasoningInHistory: "none",
    tools: false,
    contentParts: content === "parts",
  };
}
