import type { EncodeOptions, Rendering, Tokens } from "@turnwise/core";
import type { AddedToken, TokenizerSteps } from "../definition/tokenizer-definition.ts";
import type { TokenizerPlan } from "../definition/tokenizer-plan.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { TokenBatch } from "./token-batch.ts";

/** What an encoder is made of. */
export interface EncoderParts {
  /** With the image of this definition and plan. Encoders may share one. */
  readonly kernel: Kernel;
  readonly definition: TokenizerSteps;
  readonly plan: TokenizerPlan;
  /** Texts of added tokens that are control tokens besides the special ones; unknown ones are ignored. */
  readonly controlTokens?: Iterable<string>;
}

export interface EncodeTextOptions {
  /**
   * `match`: control tokens of the text are recognised, as in text of a template. `text`: they are text, as in the data.
   * @default "text"
   */
  readonly specialTokens?: "text" | "match";
}

/** Encodes renderings on a kernel: `encode` and `starts` as core's Tokenizer promises them. */
export interface Encoder {
  readonly controlTokens: readonly AddedToken[];
  /**
   * @throws {RowError} `lone-surrogate`, `provenance-lost`, `control-token-in-data`, `word-too-long`, `text-too-long`
   * @throws {TurnwiseError} `broken-breaks`; `broken-rendering` for segments that are not in order
   */
  encode(rendering: Rendering, options?: EncodeOptions): Tokens;
  /**
   * The same for many renderings, without options, in as few calls of the kernel as memory allows.
   *
   * @throws as `encode`, for the first rendering of which it would; then there are no tokens of the others
   */
  encodeBatch(renderings: readonly Rendering[]): TokenBatch;
  /** The ids of a plain text. @throws as `encode` */
  encodeText(text: string, options?: EncodeTextOptions): Int32Array;
  /**
   * Offset of each token's first character in the rendering's text, in UTF-16 units.
   *
   * @throws {TurnwiseError} `tokens-of-another-rendering`
   */
  starts(rendering: Rendering, tokens: Tokens): Int32Array;
  /** The same encoder with more control tokens, on the same kernel. */
  withControlTokens(texts: Iterable<string>): Encoder;
}
