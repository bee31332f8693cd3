import * as library from "@huggingface/tokenizers";

/** A byte-pair encoding model. */
export interface LibraryModel {
  readonly tokens_to_ids: ReadonlyMap<string, number>;
  readonly vocab: readonly (string | undefined)[];
  /** Pairs that become one token, the first before all others. */
  readonly merges: readonly (readonly [left: string, right: string])[];
  /** The tokens that merges make of a word. */
  bpe(word: string): string[];
}

/** Turns token texts into text. */
export interface LibraryDecoder {
  /** Tokens that a byte-level decoder takes for text. */
  added_tokens: readonly { readonly content: string }[];
  decode(tokens: readonly string[]): string;
}

/** A tokenizer of `@huggingface/tokenizers`. */
export interface LibraryTokenizer {
  readonly model: LibraryModel | null;
  readonly decoder: LibraryDecoder | null;
}

interface Library {
  readonly Tokenizer: new (tokenizer: object, config: object) => LibraryTokenizer;
  readonly SplitPreTokenizer: new (config: object) => { readonly pattern: RegExp | null };
}

// Their own declarations do not resolve for ES modules in Node.
const loaded = library as unknown as Library;

/** Sets up a tokenizer of the library. */
export const LibraryTokenizerClass: Library["Tokenizer"] = loaded.Tokenizer;

/** Translates and compiles a regular expression of Oniguruma. */
export const SplitPreTokenizer: Library["SplitPreTokenizer"] = loaded.SplitPreTokenizer;
