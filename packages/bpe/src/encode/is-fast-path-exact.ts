import type { TokenizerSteps } from "../definition/tokenizer-definition.ts";
import type { TokenizerPlan } from "../definition/tokenizer-plan.ts";
import type { Normalizer } from "../general/normalizer.ts";

/**
 * Whether there are texts that the fast path can write: the kernel finds the words, most texts are normal already, and the added tokens that
 * are matched in normalised text look the same there as in the text.
 */
export function isFastPathExact(
  { addedTokens }: TokenizerSteps,
  { scanner, normalization }: TokenizerPlan,
  normalizer: Normalizer,
): boolean {
  if (scanner === null || normalization === "general") return false;
  return addedTokens.every(
    ({ normalized, content }) => !normalized || normalization === "none" || normalizer(content).text === content,
  );
}
