import type { Configured } from "../contracts/configured.ts";
import type { MaskingStrategy } from "../contracts/masking-strategy.ts";
import { needsOf } from "../selectors/needs-of.ts";

/**
 * The weights of several strategies, added.
 *
 * @example
 * sum(roles("assistant"), scale(roles("tool"), 0.25))
 */
export function sum(...strategies: readonly MaskingStrategy[]): MaskingStrategy {
  return {
    needs: needsOf(strategies),
    trains: strategies.every((strategy) => strategy.trains === "answers") ? "answers" : "any",
    weights: "fractional",
    weigh(row, out) {
      for (const strategy of strategies) {
        const weights = new Float32Array(out.length);
        strategy.weigh(row, weights);
        for (let at = 0; at < out.length; at++) out[at] = (out[at] ?? 0) + (weights[at] ?? 0);
      }
    },
  };
}

export const sumMask: Configured<MaskingStrategy> = {
  usage: "sum(MASK, …)",
  description: "the weights of several masks, added",
  create: (given) =>
    sum(given.strategy(0), ...Array.from({ length: given.length - 1 }, (_, at) => given.strategy(at + 1))),
};
