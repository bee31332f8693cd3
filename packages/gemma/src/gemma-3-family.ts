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
  reference: "https://huggingface.co/google/gemma-3-1b-it (tokenizer_config.json)",
  templateHashes: [],
  renderer: createStartOfTurnRenderer({ name: "gemma-3", roles, system: "folded", lists: "parts" }),
  turnMarkers: ["<start_of_turn>", "<end_of_turn>"],
  endOfTurn: ["<end_of_turn>"],
  roles,
  system: "folded",
  reasoningInHistory: "none",
  tools: false,
  contentParts: true,
};
