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
  return selectSegments(({ rendering }, segment) => {
    const turn = rendering.turns[rendering.segments.turn[segment] ?? -1];
    return turn !== undefined && roles.includes(turn.role);
  });
}

export const roleSelector: Configured<TokenSelector> = {
  usage: "role(NAME, …)",
  description: "whole turns of these roles, header to separator",
  create: (given) => role(...allTexts(given)),
};
