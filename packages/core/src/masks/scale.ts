import type { Configured } from "../contracts/configured.ts";
import type { MaskingStrategy } from "../contracts/masking-strategy.ts";
import { TurnwiseError } from "../errors/turnwise-error.ts";

/**
 * A strategy with every weight multiplied.
 *
 * @example
 * scale(roles("tool"), 0.25)
 */
export function scale(strategy: MaskingStrategy, factor: number): MaskingStrategy {
  if (!Number.isFinite(factor) || factor < 0) {
    throw new TurnwiseError("mask-weights", `scale: the factor is ${factor}; give a number of 0 or more`);
  }
  return {
    ...strategy,
    weights: "fractional",
    weigh(row, out) {
      strategy.weigh(row, out);
      for (let at = 0; at < out.length; at++) out[at] = (out[at] ?? 0) * factor;
    },
  };
}

export const scaleMask: Configured<MaskingStrategy> = {
  usage: "scale(MASK, FACTOR)",
  description: "a mask with every weight multiplied",
  create: (given) => scale(given.strategy(0), given.number(1)),
};
