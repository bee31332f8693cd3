import { createMatching, type AddedToken, type Matching } from "@turnwise/bpe/parts";
import type { TokenizerParts } from "./tokenizer-parts.ts";
import type { WordEncoder } from "./word-encoder.ts";

/** Which added tokens are matched where, and how words are encoded that hold none. */
export interface MatchingWithWords extends Matching {
  /** Encodes words, none as a control token. */
  readonly words: WordEncoder;
}

export function createMatchingWithWords(
  parts: TokenizerParts,
  controlTokens: readonly AddedToken[],
): MatchingWithWords {
  return {
    ...createMatching(parts.addedTokens, controlTokens, parts.normalizer),
    words: parts.words.without(
      controlTokens.map((token) => token.content),
      parts.mergerWithout,
    ),
  };
}
