import type { ModelFamily } from "@turnwise/core";
import { createStartOfTurnRenderer } from "./start-of-turn-renderer.ts";

const roles = { system: "system", user: "user", assistant: "model", tool: "tool" };

/**
 * Gemma 3's format with the system message as a turn of its own, trimmed like the others. No official template prints this,
 * so it has no hashes and no model is recognised as it: it is used where someone names it.
 *
 * ```
 * <bos><start_of_turn>system\n…<end_of_turn>\n<start_of_turn>user\n…<end_of_turn>\n<start_of_turn>model\n…<end_of_turn>\n
 * ```
 *
 * @example
 * import { gemmaSystemTurn } from "@turnwise/gemma";
 *
 * gemmaSystemTurn.renderer.render(conversation, { addGenerationPrompt: false, specialTokens: { bos_token: "<bos>" }, clock: new Date() });
 */
export const gemmaSystemTurn: ModelFamily = {
  name: "gemma-system-turn",
  description: "Gemma 3's format with a system turn; no official template",
  reference: "none: no official template prints a system turn in this format",
  templateHashes: [],
  renderer: createStartOfTurnRenderer({ name: "gemma-system-turn", roles, system: "turn", lists: "parts" }),
  turnMarkers: ["<start_of_turn>", "<end_of_turn>"],
  endOfTurn: ["<end_of_turn>"],
  roles,
  system: "turn",
  reasoningInHistory: "none",
  tools: false,
  contentParts: true,
};
