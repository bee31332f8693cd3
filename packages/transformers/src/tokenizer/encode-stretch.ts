import {
  originOf,
  readStretch,
  type Beginning,
  type Normalized,
  type ReadingContext,
  type Stretch,
  type StretchParts,
} from "@turnwise/bpe/parts";
import type { MatchingWithWords } from "./matching.ts";
import type { TokenColumns } from "./token-columns.ts";
import type { TokenizerParts } from "./tokenizer-parts.ts";

/** What all stretches of a rendering share. */
export interface EncodingContext extends ReadingContext {
  readonly parts: TokenizerParts;
  readonly matching: MatchingWithWords;
  readonly columns: TokenColumns;
}

/** Encodes a stretch: added tokens, and the words of the pieces between them. */
export function encodeStretch(context: EncodingContext, stretch: Stretch): void {
  readStretch(context, stretch, new StretchWriter(context));
}

class StretchWriter implements StretchParts {
  readonly #context: EncodingContext;

  constructor(context: EncodingContext) {
    this.#context = context;
  }

  token(id: number, from: number, to: number): void {
    this.#context.columns.append(id, from, to);
  }

  between(normalized: Normalized, start: number, end: number, offset: number, beginning: Beginning): void {
    const { preTokenizer, cutWord } = this.#context.parts;
    const text = start === 0 && end === normalized.text.length ? normalized.text : normalized.text.slice(start, end);
    for (const word of preTokenizer(text, beginning)) {
      const place = (unit: number): number =>
        offset + originOf(normalized, start + word.start + Math.max(0, unit - word.invented));
      if (word.cuts !== undefined) {
        this.#word(word.text, 0, place, word.cuts);
        continue;
      }
      let at = 0;
      for (const cut of cutWord === null ? [] : cutWord(word.text)) {
        this.#word(word.text.slice(at, cut), at, place);
        at = cut;
      }
      this.#word(at === 0 ? word.text : word.text.slice(at), at, place);
    }
  }

  #word(word: string, offset: number, place: (unit: number) => number, cuts?: readonly number[]): void {
    if (word === "") return;
    const { matching, parts, joined, columns } = this.#context;
    const encoded = (joined ? parts.words : matching.words).encode(word, cuts);
    for (let at = 0; at < encoded.length; at += 3) {
      columns.append(encoded[at] ?? 0, place(offset + (encoded[at + 1] ?? 0)), place(offset + (encoded[at + 2] ?? 0)));
    }
  }
}
