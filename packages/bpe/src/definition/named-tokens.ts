import type { NamedToken } from "@turnwise/core";
import { readSpecialTokens } from "./read-special-tokens.ts";
import { readStopTokens } from "./read-stop-tokens.ts";
import { brokenModel, isFields, type Fields } from "./shape.ts";
import type { AddedToken } from "./tokenizer-definition.ts";

/** What is asked of a tokenizer's vocabulary. */
export interface TokenNames {
  readonly addedTokens: readonly AddedToken[];
  /** The id of an added token, or of one of the vocabulary. */
  idOf(text: string): number | undefined;
  decode(ids: Int32Array): string;
}

/** The tokens that a model's files name. */
export interface ModelTokens {
  readonly bos: NamedToken | null;
  readonly endOfSequence: readonly NamedToken[];
  readonly hasGenerationConfig: boolean;
}

/** @throws {TurnwiseError} `broken-model` for a token that the configuration names and tokenizer.json lacks */
export function readModelTokens(
  names: TokenNames,
  tokenizerConfig: Fields,
  generationConfig: unknown,
  where: string,
): ModelTokens {
  const specialTokens = readSpecialTokens(tokenizerConfig);
  const named = (name: string): NamedToken | null => {
    const text = specialTokens[name];
    if (text === undefined) return null;
    const id = names.idOf(text);
    if (id === undefined) throw brokenModel(where, `its ${name} ${text} is not in tokenizer.json`);
    return { id, text };
  };
  const textOf = (id: number): string =>
    names.addedTokens.find((token) => token.id === id)?.content ?? names.decode(Int32Array.of(id));
  return {
    bos: named("bos_token"),
    endOfSequence: readStopTokens(named("eos_token"), generationConfig, textOf),
    hasGenerationConfig: isFields(generationConfig),
  };
}

/** Added tokens by id and text; of a text that is listed twice the first. */
export function namedTokens(addedTokens: readonly AddedToken[]): readonly NamedToken[] {
  const named = new Map<string, NamedToken>();
  for (const { id, content } of addedTokens) if (!named.has(content)) named.set(content, { id, text: content });
  return [...named.values()];
}
