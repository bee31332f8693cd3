import type { AddedToken, Normalizer, PreTokenizer, Surroundings } from "@turnwise/bpe/parts";
import type { LibraryDecoder } from "./library.ts";
import type { WordCutter } from "./word-cuts.ts";
import type { Merger, WordEncoder } from "./word-encoder.ts";

/** What is read from a model's files once, and shared by every tokenizer made of them. */
export interface TokenizerParts {
  readonly addedTokens: readonly AddedToken[];
  readonly normalizer: Normalizer;
  readonly preTokenizer: PreTokenizer;
  readonly cutWord: WordCutter | null;
  readonly words: WordEncoder;
  /** The same merges but those that make one of these tokens. */
  readonly mergerWithout: (tokens: ReadonlySet<string>) => Merger;
  readonly addsByItself: Surroundings;
  readonly decoder: LibraryDecoder | null;
  idOf(text: string): number | undefined;
  tokenOf(id: number): string | undefined;
}
