import type { SpecialTokens } from "./template-renderer.ts";
import type { Tokenizer } from "./tokenizer.ts";

/** A chat template as its model ships it. */
export interface ChatTemplate {
  readonly text: string;
  /** SHA-256 (hex) over the text in UTF-8: what families are recognised by. */
  readonly hash: string;
}

/** What a model directory or hub id gives: a tokenizer, its special tokens, its chat template. */
export interface Model {
  /** As the user named it. */
  readonly name: string;
  readonly tokenizer: Tokenizer;
  readonly specialTokens: SpecialTokens;
  readonly chatTemplate: ChatTemplate | null;
  /** Which engine made the tokenizer; absent if none did. */
  readonly tokenizerEngine?: string;
  /** Lines that the user should read once: why it was not the default engine. */
  readonly notes?: readonly string[];
}
