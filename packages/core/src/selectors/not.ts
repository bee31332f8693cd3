import type { Configured } from "../contracts/configured.ts";
import type { TokenSelector } from "../contracts/token-selector.ts";

/**
 * What this one does not select.
 *
 * @example
 * not(field("reasoning_content"))
 */
export function not(selector: TokenSelector): TokenSelector {
  return {
    needs: selector.needs ?? [],
    select(row, out) {
      selector.select(row, out);
      for (let at = 0; at < out.length; at++) out[at] = out[at] === 0 ? 1 : 0;
    },
  };
}

export const notSelector: Configured<TokenSelector> = {
  usage: "not(SELECTOR)",
  description: "what this one does not select",
  create: (given) => not(given.selector(0)),
};
