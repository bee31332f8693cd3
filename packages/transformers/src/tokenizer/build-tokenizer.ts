import { namedTokens, readModelTokens, type Fields } from "@turnwise/bpe/parts";
import { TurnwiseError, type EncodeOptions, type Rendering, type Tokenizer, type Tokens } from "@turnwise/core";
import { decodeIds } from "./decode-ids.ts";
import { encodeRendering } from "./encode-rendering.ts";
import { createMatchingWithWords } from "./matching.ts";
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
  const names = { ...parts, decode: (ids: Int32Array) => decodeIds(parts, ids) };
  const controlTokens = parts.addedTokens.filter((token) => token.special || control.has(token.content));
  const matching = createMatchingWithWords(parts, controlTokens);
  const startsOf = new WeakMap<Tokens, Int32Array>();
  /** By ids, which copies of tokens share; of what was not encoded by default. */
  const optionsOf = new WeakMap<Int32Array, EncodeOptions>();

  function encode(rendering: Rendering, options?: EncodeOptions): Tokens {
    const { tokens, starts } = encodeRendering(parts, matching, rendering, options);
    startsOf.set(tokens, starts);
    if (options?.breaks?.length || options?.controlTokensInData === "allow") optionsOf.set(tokens.ids, options);
    return tokens;
  }
  return {
    name: description.name,
    hash: description.hash,
    ...readModelTokens(names, tokenizerConfig, generationConfig, description.name),
    addsByItself: parts.addsByItself,
    controlTokens: namedTokens(controlTokens),
    addedTokens: namedTokens(parts.addedTokens),
    encode,
    starts(rendering, tokens): Int32Array {
      const known = startsOf.get(tokens);
      if (known !== undefined) return known.slice();
      const again = encodeRendering(parts, matching, rendering, optionsOf.get(tokens.ids));
      if (!equal(again.tokens.ids, tokens.ids)) {
        throw new TurnwiseError("tokens-of-another-rendering", "starts(): the tokens are not those of this rendering");
      }
      return again.starts;
    },
    withControlTokens: (texts) => buildTokenizer(parts, description, new Set([...control, ...texts])),
    decode: names.decode,
  };
}

function equal(left: Int32Array, right: Int32Array): boolean {
  return left.length === right.length && left.every((id, index) => id === right[index]);
}
