import type { ModelFamily } from "@turnwise/core";
import { createStartOfTurnRenderer } from "./start-of-turn-renderer.ts";

const roles = { system: "system", user: "user", assistant: "model", tool: "tool" };

/**
 * Gemma 3 and 3n, for text. A leading system message stands untrimmed at the start of the first user turn, whose messages are
 * `[0, 1]`; of a system message that is a list of parts, the template prints the first part alone.
 *
 * @example
 * import { gemma3 } from "@turnwise/gemma";
 *
 * gemma3.renderer.render(conversation, { addGenerationPrompt: false, specialTokens: { bos_token: "<bos>" }, clock: new Date() });
 */
export const gemma3: ModelFamily = {
  name: "gemma-3",
  description: "Gemma 3 and 3n; a system message begins the first user turn",
  reference: "https://huggingface.co/google/gemma-3-4b-it",
  templateHashes: [
    // Google, gemma-3-4b-it and others
    "7de1c58e208eda46e9c7f86397df37ec49883aeece39fb961e0a6b24088dd3c4",
    // Google, gemma-3n-E2B-it and others
    "ac03dcb3b09726f1e50ac55ae58fc8d5930eadc3b3a12cb04286dc1d82ac8001",
    // TRL, gemma3_training.jinja
    "959b257e7fc1603f8cae9c9890e62f43d6ded6c0f72b9b73c4106a4ceaa096fc",
  ],
  renderer: createStartOfTurnRenderer({ name: "gemma-3", roles, system: "folded", lists: "parts" }),
  turnMarkers: ["<start_of_turn>", "<end_of_turn>"],
  endOfTurn: ["<end_of_turn>"],
  roles,
  system: "folded",
  reasoningInHistory: "none",
  tools: false,
  contentParts: true,
};
