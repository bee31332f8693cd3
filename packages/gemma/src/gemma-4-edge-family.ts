import type { ModelFamily } from "@turnwise/core";
import { createGemma4EdgeRenderer } from "./gemma-4-edge-renderer.ts";
import { END_OF_TURN, TURN_MARKERS } from "./turn-format.ts";

const roles = { system: "system", developer: "system", user: "user", assistant: "model", tool: "tool_response" };

/**
 * Gemma 4 E2B and E4B in the edition that Unsloth ships. Reads `enable_thinking` and `preserve_thinking`, and of messages
 * `reasoning` and `tool_responses` besides the common fields. Tool messages stand inside the turn of the model that called them;
 * one that follows no call is not printed. Arguments of calls need to be objects.
 *
 * @example
 * import { gemma4Edge } from "@turnwise/gemma";
 *
 * gemma4Edge.renderer.render(conversation, { addGenerationPrompt: false, specialTokens: { bos_token: "<bos>" }, clock: new Date() });
 */
export const gemma4Edge: ModelFamily = {
  name: "gemma-4-edge",
  description: "Gemma 4 E2B and E4B: system turn, tools inside the model's turn, reasoning",
  reference:
    "https://github.com/unslothai/unsloth/blob/015bdef0d94a241bcd94eec7a405b1700632180d/studio/backend/assets/chat_templates/gemma-4-edge.jinja",
  templateHashes: [
    // Unsloth, gemma-4-edge.jinja
    "3cbe8a665e97cdc51af3f3b6f7f59078cffdccccbce528464269ae5f348d2295",
  ],
  renderer: createGemma4EdgeRenderer(roles),
  turnMarkers: TURN_MARKERS,
  endOfTurn: END_OF_TURN,
  roles,
  system: "turn",
  reasoningInHistory: "dropped",
  tools: true,
  contentParts: true,
};
