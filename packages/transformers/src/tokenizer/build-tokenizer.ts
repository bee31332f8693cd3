import { TurnwiseError, type NamedToken, type Rendering, type Tokenizer, type Tokens } from "@turnwise/core";
import { AddedTokenMatcher } from "./added-token-matcher.ts";
import { decodeIds } from "./decode-ids.ts";
import { encodeRendering, type Matching } from "./encode-rendering.ts";
import { brokenModel, isFields, type Fields } from "./shape.ts";
import { readSpecialTokens } from "./special-tokens.ts";
import type { TokenizerParts } from "./tokenizer-parts.ts";

/** What a tokenizer is besides its parts. */
export interface TokenizerDescription {
  readonly name: string;
  readonly hash: string;
  readonly tokenizerConfig: Fields;
  readonly generationConfig: unknown;
}

/** Builds the tokenizer of core's contract; `control`: texts that are control tokens besides the special ones. */
export function buildTokenizer(
  parts: TokenizerParts,
  description: TokenizerDescription,
  control: ReadonlySet<string> = new Set(),
): Tokenizer {
  const { tokenizerConfig, generationConfig } = description;
  const specialTokens = readSpecialTokens(tokenizerConfig);
  const named = (name: string): NamedToken | null => {
    const text = specialTokens[name];
    if (text === undefined) return null;
    const id = parts.idOf(text);
    if (id === undefined) throw brokenModel(description.name, `its ${name} ${text} is not in tokenizer.json`);
    return { id, text };
  };
  const controlTokens = parts.addedTokens.filter((token) => token.special || control.has(token.content));
  const matching = createMatching(parts, new Set(controlTokens.map((token) => token.id)));
  const endOfSequence = [named("eos_token")?.id, ...stopIds(generationConfig)];
  const startsOf = new WeakMap<Tokens, Int32Array>();

  function encode(rendering: Rendering): Tokens {
    const { tokens, starts } = encodeRendering(parts, matching, rendering);
    startsOf.set(tokens, starts);
    return tokens;
  }
  return {
    name: description.name,
    hash: description.hash,
    bos: named("bos_token"),
    endOfSequence: [...new Set(endOfSequence.filter((id) => id !== undefined))],
    addsByItself: parts.addsByItself,
    controlTokens: [...new Set(controlTokens.map((token) => token.content))],
    encode,
    starts(rendering, tokens): Int32Array {
      const known = startsOf.get(tokens);
      if (known !== undefined) return known.slice();
      const again = encodeRendering(parts, matching, rendering);
      if (!equal(again.tokens.ids, tokens.ids)) {
        throw new TurnwiseError("tokens-of-another-rendering", "starts(): the tokens are not those of this rendering");
      }
      return again.starts;
    },
    withControlTokens: (texts) => buildTokenizer(parts, description, new Set([...control, ...texts])),
    decode: (ids) => decodeIds(parts, ids),
  };
}

function createMatching(parts: TokenizerParts, control: ReadonlySet<number>): Matching {
  const plain = parts.addedTokens.filter((token) => !token.normalized);
  const normalized = parts.addedTokens.filter((token) => token.normalized);
  return {
    control,
    plain: new AddedTokenMatcher(plain.map((token) => [token.content, token])),
    normalized: new AddedTokenMatcher(normalized.map((token) => [parts.normalizer(token.content).text, token])),
    reachable: new Set(
      parts.addedTokens
        .filter((token) => control.has(token.id) && parts.words.reaches(token.content))
        .map((token) => token.id),
    ),
  };
}

function stopIds(generationConfig: unknown): readonly number[] {
  const ids = isFields(generationConfig) ? generationConfig["eos_token_id"] : undefined;
  return (Array.isArray(ids) ? ids : [ids]).filter((id) => typeof id === "number");
}

function equal(left: Int32Array, right: Int32Array): boolean {
  return left.length === right.length && left.every((id, index) => id === right[index]);
}
