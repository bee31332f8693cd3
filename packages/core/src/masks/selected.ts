import type { MaskingStrategy } from "../contracts/masking-strategy.ts";
import type { TokenSelector } from "../contracts/token-selector.ts";
import { fillSegments } from "../selectors/select-segments.ts";

/**
 * A selector as a strategy: weight 1 where it selects. It claims to train answers if it selects nothing else.
 *
 * @example
 * selected(and(role("assistant"), part("body", "end")))
 */
export function selected(selector: TokenSelector): MaskingStrategy {
  return {
    needs: selector.needs ?? [],
    trains: selector.answersOnly === true ? "answers" : "any",
    weights: "binary",
    weigh(row, out) {
      if (selector.inSegment !== undefined) return fillSegments(row, selector.inSegment, out);
      const chosen = new Uint8Array(out.length);
      selector.select(row, chosen);
      out.set(chosen);
    },
  };
}
