import type { Configured } from "../contracts/configured.ts";
import type { TokenSelector } from "../contracts/token-selector.ts";
import { allSelectors } from "../expression/all-selectors.ts";
import { needsOf } from "./needs-of.ts";

/**
 * What any of these selects.
 *
 * @example
 * or(role("assistant"), role("tool"))
 */
export function or(...selectors: readonly TokenSelector[]): TokenSelector {
  return {
    needs: needsOf(selectors),
    answersOnly: selectors.every(({ answersOnly }) => answersOnly === true),
    select(row, out) {
      for (const selector of selectors) {
        const chosen = new Uint8Array(out.length);
        selector.select(row, chosen);
        for (let at = 0; at < out.length; at++) out[at] = (out[at] ?? 0) | (chosen[at] ?? 0);
      }
    },
  };
}

export const orSelector: Configured<TokenSelector> = {
  usage: "or(SELECTOR, …)",
  description: "what any of these selects",
  create: (given) => or(...allSelectors(given)),
};
