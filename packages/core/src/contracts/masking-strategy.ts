import type { MaskInput, Need } from "./mask-input.ts";

/**
 * Gives every token its loss weight: 0 masked (label −100), 1 trained, any other positive number a weight.
 *
 * @example
 * const everything: MaskingStrategy = { trains: "any", weights: "binary", weigh: (row, out) => void out.fill(1) };
 */
export interface MaskingStrategy {
  readonly needs?: readonly Need[];
  /**
   * `answers`: it speaks of turns, so an assistant turn whose answer or call the template does not print stays masked,
   * whatever it says. `any`: its word is final.
   */
  readonly trains: "answers" | "any";
  /** `fractional`: weights other than 0 and 1 occur, and the output gets a column `loss_weights`. */
  readonly weights: "binary" | "fractional";
  /** Writes one weight a token into `out`, which holds zeros on entry. */
  weigh(row: MaskInput, out: Float32Array): void;
}
