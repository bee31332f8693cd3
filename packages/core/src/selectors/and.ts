import type { Configured } from "../contracts/configured.ts";
import type { SegmentTest, TokenSelector } from "../contracts/token-selector.ts";
import { allSelectors } from "../expression/all-selectors.ts";
import { needsOf } from "./needs-of.ts";
import { selectSegments } from "./select-segments.ts";

/**
 * What every one of these selects.
 *
 * @example
 * and(role("assistant"), part("body"))
 */
export function and(...selectors: readonly TokenSelector[]): TokenSelector {
  const answersOnly = selectors.some((selector) => selector.answersOnly === true);
  const tests = selectors.flatMap(({ inSegment }) => inSegment ?? []);
  if (tests.length > 0 && tests.length === selectors.length) return { ...selectSegments(everyOne(tests)), answersOnly };
  return {
    needs: needsOf(selectors),
    answersOnly,
    select(row, out) {
      const [first, ...others] = selectors;
      if (first === undefined) out.fill(1);
      else first.select(row, out);
      for (const selector of others) {
        const chosen = new Uint8Array(out.length);
        selector.select(row, chosen);
        for (let at = 0; at < out.length; at++) out[at] = (out[at] ?? 0) & (chosen[at] ?? 0);
      }
    },
  };
}

function everyOne(tests: readonly SegmentTest[]): SegmentTest {
  return (row, segment) => {
    for (const test of tests) if (!test(row, segment)) return false;
    return true;
  };
}

export const andSelector: Configured<TokenSelector> = {
  usage: "and(SELECTOR, …)",
  description: "what every one of these selects",
  create: (given) => and(...allSelectors(given)),
};
