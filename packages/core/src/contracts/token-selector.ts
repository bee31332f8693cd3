import type { MaskInput, Need } from "./mask-input.ts";

/**
 * Says yes or no to every token. Selectors obey Boolean algebra: `and`, `or`, `not`.
 *
 * @example
 * const firstToken: TokenSelector = { select: (row, out) => void out.fill(1, 0, 1) };
 */
export interface TokenSelector {
  readonly needs?: readonly Need[];
  /** Whether it selects nothing outside of the assistant's turns: a mask made of it then speaks of answers. @default false */
  readonly answersOnly?: boolean;
  /** Writes 1 for each selected token into `out`, which has one 0 a token on entry. */
  select(row: MaskInput, out: Uint8Array): void;
}
