import type { Diagnostic } from "./diagnostic.ts";
import type { Rendering } from "./rendering.ts";
import type { Tokenizer } from "./tokenizer.ts";

/** What a policy decided for one rendering, before it is encoded. */
export interface BosDecision {
  /** `[start, end)` of the text to take out of the leading preamble, in UTF-16 code units, or null. */
  readonly remove: readonly [start: number, end: number] | null;
  /** Ids to put around the encoded text; they belong to no segment, so only masks that train everything train them. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Decides which beginning-of-sequence tokens stand before the text. Acts on the leading preamble only: Llama 2 prints a
 * BOS before every pair, and those after the first stay.
 */
export interface BosPolicy {
  readonly name: string;
  readonly description: string;
  /** Whether a tokenizer without a BOS token is an error at set-up. */
  readonly needsBos: boolean;
  apply(rendering: Rendering, tokenizer: Tokenizer): BosDecision;
}
