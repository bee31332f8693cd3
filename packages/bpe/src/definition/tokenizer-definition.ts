import type { VocabularyIndex } from "../vocabulary/vocabulary-index.ts";

/** What a tokenizer.json says, checked and named. */
export interface TokenizerDefinition extends TokenizerSteps {
  readonly model: BytePairModel;
}

/** What it says besides the vocabulary and the merges, which an image holds as tables. */
export interface TokenizerSteps {
  readonly model: Pick<BytePairModel, "symbols">;
  readonly addedTokens: readonly AddedToken[];
  /** Steps in order; empty changes nothing. */
  readonly normalizer: readonly NormalizerStep[];
  /** Steps in order; each splits the words that the one before made. */
  readonly preTokenizer: readonly PreTokenizerStep[];
  /** Steps in order; without a decoder, tokens are joined by spaces. */
  readonly decoder: readonly DecoderStep[] | null;
  /** Ids that the post-processor would put around a text; it never runs. */
  readonly surroundings: { readonly before: readonly number[]; readonly after: readonly number[] };
}

export interface BytePairModel {
  /** `bytes`: each byte of a word is written as one character of GPT-2's alphabet; `characters`: as it is, unknown ones as `<0x..>` bytes. */
  readonly symbols: "bytes" | "characters";
  /**
   * Token text, as the file writes it, to id; without added tokens that the model's own vocabulary lacks. It has a token for every byte that
   * UTF-8 knows (`characters`: `<0x..>`), so that nothing is unknown.
   */
  readonly vocabulary: VocabularyIndex;
  /**
   * Three indexes in the vocabulary for each merge, in the order of their rank: left, right, and what they make; of a pair that stands
   * twice the last counts.
   */
  readonly merges: Int32Array;
  /** A whole word that is a token is taken as it is. */
  readonly ignoreMerges: boolean;
}

/** A token that is matched in the text before the model sees it. Flags as in `tokenizers.AddedToken`. */
export interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly singleWord: boolean;
  readonly lstrip: boolean;
  readonly rstrip: boolean;
  readonly normalized: boolean;
  readonly special: boolean;
}

export type NormalizerStep =
  | { readonly kind: "unicode-form"; readonly form: "NFC" | "NFD" | "NFKC" | "NFKD" }
  | { readonly kind: "prepend"; readonly text: string }
  | { readonly kind: "replace"; readonly pattern: Pattern; readonly content: string }
  | { readonly kind: "lowercase" }
  | { readonly kind: "strip"; readonly left: boolean; readonly right: boolean };

export type PreTokenizerStep =
  | { readonly kind: "split"; readonly pattern: Pattern; readonly behavior: SplitBehavior; readonly invert: boolean }
  /** A space before the first word of each text that has none (ByteLevel's `add_prefix_space`). Only as the first step. */
  | { readonly kind: "prefix-space" }
  /** What stands behind it cuts the words' bytes, each written as its character of GPT-2's alphabet, and removes none. */
  | { readonly kind: "byte-alphabet" }
  /** Spaces to `▁`, one put before the text that has none (only as the first step), words that begin at each. */
  | { readonly kind: "metaspace"; readonly prepend: "always" | "first" | "never"; readonly split: boolean };

export type SplitBehavior = "isolated" | "removed" | "contiguous" | "merged-with-previous" | "merged-with-next";

/** What is looked for: a text, or a regular expression in Oniguruma's syntax. */
export type Pattern =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "regular-expression"; readonly source: string };

export type DecoderStep =
  | { readonly kind: "byte-level" }
  | { readonly kind: "byte-fallback" }
  | { readonly kind: "fuse" }
  | { readonly kind: "replace"; readonly pattern: Pattern; readonly content: string }
  | { readonly kind: "strip"; readonly content: string; readonly start: number; readonly stop: number }
  | { readonly kind: "metaspace"; readonly prepend: "always" | "first" | "never" };
