import type { Tokenizer } from "./tokenizer.ts";

/** The files of a model that define its tokenizer. */
export interface TokenizerFiles {
  /** As the user named the model; the tokenizer's name, and what errors call it. */
  readonly name: string;
  /** The bytes of tokenizer.json. */
  readonly tokenizerJson: Uint8Array;
  /**
   * The same, parsed when it is asked for first, and kept: several engines may ask, and one that has read these bytes before need not.
   *
   * @throws {TurnwiseError} `broken-model`
   */
  parseTokenizerJson(): unknown;
  /** The parsed tokenizer_config.json; empty if there is none. */
  readonly tokenizerConfig: Readonly<Record<string, unknown>>;
  /** The parsed generation_config.json; null if there is none. */
  readonly generationConfig: Readonly<Record<string, unknown>> | null;
  /** SHA-256 (hex) over the bytes of tokenizer.json and tokenizer_config.json; the tokenizer's hash. */
  readonly hash: string;
  /** SHA-256 (hex) over the bytes of tokenizer.json alone, where somebody computed it. */
  readonly tokenizerJsonHash?: string;
}

/**
 * Makes tokenizers of models' files. The first that is registered is the default; where it cannot follow a tokenizer, the next one is asked.
 *
 * @example
 * const engine: TokenizerEngine = {
 *   name: "my-tokenizer",
 *   description: "the tokenizer of our own models",
 *   load: async (files) => createMyTokenizer(files),
 * };
 * const plugin: Plugin = { name: "my-plugin", version: "1.0.0", contract: 1, tokenizerEngines: [engine] };
 */
export interface TokenizerEngine {
  readonly name: string;
  readonly description: string;
  /**
   * @throws {TurnwiseError} `tokenizer-not-supported`, by its name, for what it cannot follow exactly; `broken-model` for files that are
   * not what they should be
   */
  load(files: TokenizerFiles): Promise<Tokenizer>;
}

/** Makes a tokenizer by the engine that the user chose, or by the first that can. */
export type LoadTokenizer = (files: TokenizerFiles) => Promise<Tokenizer>;
