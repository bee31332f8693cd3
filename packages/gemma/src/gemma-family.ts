import type { ModelFamily } from "@turnwise/core";
import { createStartOfTurnRenderer } from "./start-of-turn-renderer.ts";

const roles = { user: "user", assistant: "model", system: "system", tool: "tool" };

/**
 * Gemma 1 and 2. A leading system message is refused; in an assistant's place the template prints any role that it finds,
 * `system` and `tool` included.
 *
 * @example
 * import { gemma } from "@turnwise/gemma";
 *
 * gemma.renderer.render(conversation, { addGenerationPrompt: false, specialTokens: { bos_token: "<bos>" }, clock: new Date() });
 */
export const gemma: ModelFamily = {
  name: "gemma",
  description: "Gemma 1 and 2; refuses a system message",
  reference: "https://huggingface.co/google/gemma-2-2b-it",
  templateHashes: [
    // Google, gemma-2-2b-it and others
    "ecd6ae513fe103f0eb62e8ab5bfa8d0fe45c1074fa398b089c93a7e70c15cfd6",
    // TRL, gemma_training.jinja
    "f825de9ae80eac8a89fa5f9e6e80adf7b79ab8602564907e7c41dc15315d04ab",
  ],
  renderer: createStartOfTurnRenderer({ name: "gemma", roles, system: "refused", lists: "printed" }),
  turnMarkers: ["<start_of_turn>", "<end_of_turn>"],
  endOfTurn: ["<end_of_turn>"],
  roles,
  system: "refused",
  reasoningInHistory: "none",
  tools: false,
  contentParts: false,
};
