import type { AddedToken } from "../definition/tokenizer-definition.ts";
import { AddedTokenMatcher } from "./added-token-matcher.ts";
import type { Normalizer } from "./normalizer.ts";

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
}

/** `addedTokens`: all, `controlTokens` among them. */
export function createMatching(
  addedTokens: readonly AddedToken[],
  controlTokens: readonly AddedToken[],
  normalizer: Normalizer,
): Matching {
  const plain = addedTokens.filter((token) => !token.normalized);
  // Of tokens with the same normalised text the first counts, and those that are not special come first, as in Rust.
  const normalized = addedTokens
    .filter((token) => token.normalized)
    .toSorted((one, other) => Number(one.special) - Number(other.special));
  return {
    control: new Set(controlTokens.map((token) => token.id)),
    controlTexts: new AddedTokenMatcher(controlTokens.map((token) => [token.content, token])),
    plain: new AddedTokenMatcher(plain.map((token) => [token.content, token])),
    normalized: new AddedTokenMatcher(normalized.map((token) => [normalizer(token.content).text, token])),
    normalizedControl: controlTokens.some((token) => token.normalized),
  };
}
