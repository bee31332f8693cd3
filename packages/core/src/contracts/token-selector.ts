import type { MaskInput, Need } from "./mask-input.ts";

/** Says yes or no to all tokens that start in a segment. */
export type SegmentTest = (row: MaskInput, segment: number) => boolean;

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
  /** Whether it selects what starts in a segment: of one that decides by segments and selects nothing outside of them, as `selectSegments` makes. */
  readonly inSegment?: SegmentTest;
  /** Writes 1 for each selected token into `out`, which has one 0 a token on entry. */
  select(row: MaskInput, out: Uint8Array): void;
}
