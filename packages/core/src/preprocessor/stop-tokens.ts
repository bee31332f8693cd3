import type { Tokenizer } from "../contracts/tokenizer.ts";
import { TurnwiseError } from "../errors/turnwise-error.ts";

/** The texts of the tokens that stop generation. */
export interface StopTokens {
  readonly texts: readonly string[];
  /** Those of them that no file of the model names. */
  readonly assumed: readonly string[];
}

/**
 * What the model's files name, and the user's own. Where there is no generation config, which is what names all of them, the
 * tokens that end the template's turns are taken to stop generation, too.
 *
 * @param endings texts that end the assistant's turns
 * @throws {TurnwiseError} `stop-token` for a text that is no token
 */
export function stopTokensOf(
  { name, endOfSequence, hasGenerationConfig, addedTokens }: Tokenizer,
  given: readonly string[],
  endings: readonly string[],
): StopTokens {
  for (const text of given) {
    if (addedTokens.some((token) => token.text === text)) continue;
    throw new TurnwiseError(
      "stop-token",
      `--stop-token ${JSON.stringify(text)} is no added token of ${name}; generation stops at single tokens`,
    );
  }
  const named = [...new Set([...endOfSequence.map(({ text }) => text), ...given])];
  const assumed = hasGenerationConfig
    ? []
    : endings.filter((text) => !named.includes(text) && addedTokens.some((token) => token.text === text));
  return { texts: [...named, ...assumed], assumed };
}
