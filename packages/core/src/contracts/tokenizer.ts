import type { Rendering } from "./rendering.ts";
import type { Tokens } from "./tokens.ts";

/** A token with the text that it stands for. */
export interface NamedToken {
  readonly id: number;
  readonly text: string;
}

export interface EncodeOptions {
  /**
   * Positions in the rendering's text, ascending, that no token may cross: what stands left and right of each is encoded apart, and
   * what stands right goes on with a text, as a model goes on with its prompt: no space is put before it. At 0: the text as a whole
   * goes on with another. In UTF-16 code units.
   */
  readonly breaks?: readonly number[];
  /**
   * What becomes of a control token's text in text of the data: ordinary text, the control token itself, or a refused row.
   * @default "text"
   */
  readonly controlTokensInData?: ControlTokensInData;
}

export type ControlTokensInData = "text" | "allow" | "reject";

/**
 * Turns a rendering into token ids and says where every token came from.
 *
 * Control tokens (special added tokens, and those named by `withControlTokens`) match in template text only: text from
 * the data never becomes one, unless `EncodeOptions.controlTokensInData` allows it. They cut a text before anything else is done to it: what
 * stands before one has the same ids whatever follows it, and what begins with one those that it has alone. The post-processor never runs; what it would add is declared in `addsByItself`, and BOS
 * policies decide. A token starts at the character that holds its first byte.
 */
export interface Tokenizer {
  readonly name: string;
  /** SHA-256 (hex) over the files that define it. */
  readonly hash: string;
  readonly bos: NamedToken | null;
  /** Every token that stops generation, as the model's files say: `eos_token` and those of the generation config. */
  readonly endOfSequence: readonly NamedToken[];
  /** Whether there is a generation config; without one `endOfSequence` may lack tokens that stop generation. */
  readonly hasGenerationConfig: boolean;
  /** The ids that a plain call of the tokenizer would put around a text. */
  readonly addsByItself: { readonly before: readonly number[]; readonly after: readonly number[] };
  /** All control tokens. */
  readonly controlTokens: readonly NamedToken[];
  /** All added tokens, control tokens among them. */
  readonly addedTokens: readonly NamedToken[];
  /**
   * @throws {RowError} `provenance-lost` where token lengths do not add up to the text; `control-token-in-data` where that is to
   * be rejected
   */
  encode(rendering: Rendering, options?: EncodeOptions): Tokens;
  /** Offset in the rendering's text of each token's first character, in UTF-16 code units. Length n, not decreasing. */
  starts(rendering: Rendering, tokens: Tokens): Int32Array;
  /** The same tokenizer, treating these added tokens (a family's turn markers) as control tokens, too. Unknown texts are ignored. */
  withControlTokens(texts: readonly string[]): Tokenizer;
  decode(ids: Int32Array): string;
}
