import type { MaskInput, Need } from "./mask-input.ts";

/**
 * Gives every token its loss weight: 0 masked (label −100), 1 trained, any other positive number a weight.
 *
 * @example
 * const everything: MaskingStrategy = { trains: "any", weights: "binary", weigh: (row, out) => void out.fill(1) };
 */
export interface MaskingStrategy {
  readonly needs?: readonly Need[];
  /** `answers`: bodies and ends of assistant turns alone, so that turns the template drops stay masked; `any`: whatever it likes. */
  readonly trains: "answers" | "any";
  /** `fractional`: weights other than 0 and 1 occur, and the output gets a column `loss_weights`. */
  readonly weights: "binary" | "fractional";
  /** Writes one weight a token into `out`, which holds zeros on entry. */
  weigh(row: MaskInput, out: Float32Array): void;
}
