import type { Conversation } from "./conversation.ts";
import type { Rendering } from "./rendering.ts";
import type { Tokens } from "./tokens.ts";

/**
 * What a strategy may ask for beyond segments; computed only if asked, and an error at set-up where it cannot be had.
 * `parts`: segments with turn and part. `starts`: each token's text offset. `prompt-length`: how many ids the prompt has.
 * `generation-spans`: what the template marks with `{% generation %}`.
 */
export type Need = "parts" | "starts" | "prompt-length" | "generation-spans";

/** One tokenised row, as selectors and strategies see it. */
export interface MaskInput {
  readonly conversation: Conversation;
  readonly rendering: Rendering;
  /** BOS policy applied: ids that stand before the first segment or behind the last belong to none. */
  readonly tokens: Tokens;
  /** Length n, with the need `starts`; else null. */
  readonly starts: Int32Array | null;
  /** With the need `prompt-length`: how many leading ids the prompt alone has; else null. */
  readonly promptLength: number | null;
  /** Ids that stop generation, as the tokenizer declares them. */
  readonly endOfSequence: readonly number[];
  /** `[start, end)` of the tokens that start in a segment. */
  tokensOf(segment: number): readonly [start: number, end: number];
  /** `[start, end)` of the tokens that start in `[from, to)` of the text (UTF-16 code units). Needs `starts`. */
  tokensIn(from: number, to: number): readonly [start: number, end: number];
}
