import type { EncodeOptions, Rendering, SpecialTokens, Tokenizer } from "@turnwise/core";
import { createDecoder } from "../decode/create-decoder.ts";
import { TokenTable } from "../decode/token-table.ts";
import { namedTokens, readModelTokens, type ModelTokens } from "../definition/named-tokens.ts";
import { readSpecialTokens } from "../definition/read-special-tokens.ts";
import type { Fields } from "../definition/shape.ts";
import type { TokenizerSteps } from "../definition/tokenizer-definition.ts";
import type { TokenizerPlan } from "../definition/tokenizer-plan.ts";
import { createEncoder } from "../encode/create-encoder.ts";
import type { Encoder, EncodeTextOptions } from "../encode/encoder.ts";
import type { TokenBatch } from "../encode/token-batch.ts";
import { createNormalizer } from "../general/normalizer.ts";
import type { Kernel } from "../kernel/kernel.ts";

/** A byte-pair tokenizer: core's contract, and what plain text, many conversations and looks into the vocabulary need. */
export interface BpeTokenizer extends Tokenizer {
  /** Which of the two kernels it runs on. */
  readonly kernel: Kernel["name"];
  /** One more than the highest id. */
  readonly vocabularySize: number;
  /** What templates call tokens: `bos_token`, `eos_token`, … */
  readonly specialTokens: SpecialTokens;
  /**
   * The ids of a plain text, by default without control tokens: their text is ordinary text then.
   *
   * @throws {RowError} `lone-surrogate`, `word-too-long`
   * @example
   * tokenizer.encodeText("Hello world");
   * tokenizer.encodeText("<|im_start|>user", { specialTokens: "match" });
   */
  encodeText(text: string, options?: EncodeTextOptions): Int32Array;
  /**
   * `encode` of many renderings in as few calls of the kernel as memory allows, with columns of all of them as result.
   *
   * @throws {RowError} for the first that `encode` would throw for; then there are no tokens of the others
   */
  encodeBatch(renderings: readonly Rendering[]): TokenBatch;
  /** The bytes that a token stands for, in a copy; null for an id that is none. Joined, they need not be UTF-8. */
  tokenBytes(id: number): Uint8Array | null;
  /** The token as tokenizer.json writes it (`Ġthe`, `▁the`, `<0x0A>`); undefined for an id that is none. */
  tokenText(id: number): string | undefined;
  /** The id of a token as tokenizer.json writes it. Added tokens are found at once, others by a walk through the vocabulary. */
  idOf(token: string): number | undefined;
  withControlTokens(texts: readonly string[]): BpeTokenizer;
}

/** What a tokenizer is besides its tables. */
export interface TokenizerDescription {
  readonly name: string;
  readonly hash: string;
  readonly tokenizerConfig: Fields;
  readonly generationConfig: unknown;
}

/** @throws {TurnwiseError} `broken-model` for a token that the configuration names and tokenizer.json lacks */
export function createBpeTokenizer(
  kernel: Kernel,
  steps: TokenizerSteps,
  plan: TokenizerPlan,
  description: TokenizerDescription,
): BpeTokenizer {
  const table = new TokenTable(kernel, steps);
  const decode = createDecoder(steps.decoder, table, rewrittenTokens(steps));
  const names = { addedTokens: steps.addedTokens, idOf: (text: string) => table.idOf(text), decode };
  // The description may hold whole files: nothing that stays refers to it.
  const { name, hash, tokenizerConfig, generationConfig } = description;
  const shared = {
    name,
    hash,
    steps,
    table,
    decode,
    kernel: kernel.name,
    named: readModelTokens(names, tokenizerConfig, generationConfig, name),
    addedTokens: namedTokens(steps.addedTokens),
    specialTokens: readSpecialTokens(tokenizerConfig),
  };
  return withEncoder(createEncoder({ kernel, definition: steps, plan }), shared);
}

function rewrittenTokens({ normalizer, addedTokens }: TokenizerSteps): ReadonlyMap<number, string> {
  const normalize = createNormalizer(normalizer);
  return new Map(
    addedTokens.flatMap(({ id, content, normalized }): [number, string][] => {
      const text = normalized ? normalize(content).text : content;
      return text === content ? [] : [[id, text]];
    }),
  );
}

interface Shared {
  readonly name: string;
  readonly hash: string;
  readonly steps: TokenizerSteps;
  readonly table: TokenTable;
  readonly decode: (ids: Int32Array) => string;
  readonly kernel: Kernel["name"];
  readonly named: ModelTokens;
  readonly addedTokens: Tokenizer["addedTokens"];
  readonly specialTokens: SpecialTokens;
}

function withEncoder(encoder: Encoder, shared: Shared): BpeTokenizer {
  const { name, hash, steps, table, decode, kernel, named, addedTokens, specialTokens } = shared;
  return {
    name,
    hash,
    kernel,
    ...named,
    addsByItself: steps.surroundings,
    controlTokens: namedTokens(encoder.controlTokens),
    addedTokens,
    specialTokens,
    vocabularySize: table.size,
    encode: (rendering: Rendering, options?: EncodeOptions) => encoder.encode(rendering, options),
    encodeText: (text, options) => encoder.encodeText(text, options),
    encodeBatch: (renderings) => encoder.encodeBatch(renderings),
    starts: (rendering, tokens) => encoder.starts(rendering, tokens),
    withControlTokens: (texts) => withEncoder(encoder.withControlTokens(texts), shared),
    decode,
    tokenBytes: (id) => table.view(id)?.slice() ?? null,
    tokenText: (id) => table.text(id),
    idOf: (token) => table.idOf(token),
  };
}
