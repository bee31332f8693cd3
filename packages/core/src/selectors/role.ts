import type { Configured } from "../contracts/configured.ts";
import type { TokenSelector } from "../contracts/token-selector.ts";
import { allTexts } from "../expression/all-texts.ts";
import { selectSegments } from "./select-segments.ts";

/**
 * Whole turns of these roles, header to separator; roles are the conversation's (`assistant`), not the printed ones.
 *
 * @example
 * role("assistant", "tool")
 */
export function role(...roles: readonly string[]): TokenSelector {
  const turns = selectSegments(({ rendering }, segment) => {
    const turn = rendering.turns[rendering.segments.turn[segment] ?? -1];
    return turn !== undefined && roles.includes(turn.role);
  });
  return { ...turns, answersOnly: roles.every((name) => name === "assistant") };
}

export const roleSelector: Configured<TokenSelector> = {
  usage: "role(NAME, …)",
  description: "whole turns of these roles, header to separator",
  create: (given) => role(...allTexts(given)),
};
