import type { AddedToken } from "@turnwise/bpe/parts";
import { AddedTokenMatcher } from "./added-token-matcher.ts";
import type { TokenizerParts } from "./tokenizer-parts.ts";
import type { WordEncoder } from "./word-encoder.ts";

/** Which added tokens are matched where, and which of them template text alone can hold. */
export interface Matching {
  /** Ids of the control tokens. */
  readonly control: ReadonlySet<number>;
  /** Texts of the control tokens, for what the data holds of them. */
  readonly controlTexts: AddedTokenMatcher;
  /** Tokens that are matched in the text as it is. */
  readonly plain: AddedTokenMatcher;
  /** Tokens that are matched in the normalised text. */
  readonly normalized: AddedTokenMatcher;
  /** Whether a control token is among those. */
  readonly normalizedControl: boolean;
  /** Encodes words, none as a control token. */
  readonly words: WordEncoder;
}

export function createMatching(parts: TokenizerParts, controlTokens: readonly AddedToken[]): Matching {
  const plain = parts.addedTokens.filter((token) => !token.normalized);
  const normalized = parts.addedTokens.filter((token) => token.normalized);
  return {
    control: new Set(controlTokens.map((token) => token.id)),
    controlTexts: new AddedTokenMatcher(controlTokens.map((token) => [token.content, token])),
    plain: new AddedTokenMatcher(plain.map((token) => [token.content, token])),
    normalized: new AddedTokenMatcher(normalized.map((token) => [parts.normalizer(token.content).text, token])),
    normalizedControl: controlTokens.some((token) => token.normalized),
    words: parts.words.without(
      controlTokens.map((token) => token.content),
      parts.mergerWithout,
    ),
  };
}
