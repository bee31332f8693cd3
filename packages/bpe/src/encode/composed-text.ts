import type { PreTokenizerStep, TokenizerSteps } from "../definition/tokenizer-definition.ts";
import type { TokenizerPlan } from "../definition/tokenizer-plan.ts";
import { originOf, type Normalized } from "../general/normalized.ts";
import { createPreTokenizer, type Beginning, type PreTokenizer } from "../general/pre-tokenizer.ts";
import type { StretchParts } from "../general/read-stretch.ts";

const SPACE_MARK = "\u2581";
/** Stands behind every part, so that a part's end has a place of its own. */
const FILLER = "\n";

/** A piece for the kernel, in UTF-16 units of the composed text. */
export interface ComposedPiece {
  readonly start: number;
  readonly end: number;
  /** Id of the added token whose own text this is; -1: text to be encoded. */
  readonly token: number;
  /** Side by side, the last one up to the piece's end; null: the kernel finds them. */
  readonly words: readonly ComposedWord[] | null;
}

export interface ComposedWord {
  readonly start: number;
  readonly end: number;
  /** Where it is cut in more of them: in bytes of UTF-8, from its start on. */
  readonly cuts: readonly number[];
}

const NO_CUTS: readonly number[] = [];

/** How normalised text is handed to a kernel. */
export interface TextComposer {
  /** Finds the words that the kernel's scanner does not. */
  readonly preTokenizer: PreTokenizer | null;
  /** The step that puts a space before a text. */
  readonly prefix: PreTokenizerStep | null;
  readonly isOfCharacters: boolean;
}

export function createTextComposer({ model, preTokenizer }: TokenizerSteps, plan: TokenizerPlan): TextComposer {
  return {
    preTokenizer: plan.scanner === null ? createPreTokenizer(preTokenizer) : null,
    prefix: preTokenizer.find((step) => step.kind === "prefix-space" || step.kind === "metaspace") ?? null,
    isOfCharacters: model.symbols === "characters",
  };
}

/**
 * The text that a kernel shall encode instead of a rendering's own, put together part by part, and where each of its units comes from.
 *
 * ```
 * rendering   H e l l o ␣ ␣ < x > c a f e ◌́     (<x> swallows white space before it)
 * composed    H e l l o ⏎ < x > ⏎ c a f é ⏎     (⏎ belongs to no piece: it stands for the end of the part before)
 * origins     0 1 2 3 4 5 7 8 9 10 10 …
 * ```
 */
export class ComposedText implements StretchParts {
  readonly pieces: ComposedPiece[] = [];
  /** Where each unit of the text comes from in the rendering's text; never falling. */
  readonly origins: number[] = [];
  text = "";
  readonly #source: string;
  readonly #composer: TextComposer;

  constructor(source: string, composer: TextComposer) {
    this.#source = source;
    this.#composer = composer;
  }

  token(id: number, from: number, to: number): void {
    const start = this.text.length;
    this.text += this.#source.slice(from, to);
    for (let at = from; at < to; at++) this.origins.push(at);
    this.pieces.push({ start, end: this.text.length, token: id, words: null });
    this.#fill(to);
  }

  between(normalized: Normalized, start: number, end: number, offset: number, beginning: Beginning): void {
    const { preTokenizer } = this.#composer;
    const text = normalized.text.slice(start, end);
    const place = (unit: number): number => offset + originOf(normalized, start + unit);
    if (preTokenizer === null) {
      const from = this.text.length;
      this.#write(text, 0, this.#isPrefixed(text, beginning), place);
      this.#endPiece(from, null, place(text.length));
      return;
    }
    let from = this.text.length;
    let words: ComposedWord[] = [];
    let behind = 0;
    for (const word of preTokenizer(text, beginning)) {
      if (word.text === "") continue;
      if (word.start > behind && words.length > 0) {
        this.#endPiece(from, words, place(behind));
        words = [];
        from = this.text.length;
      }
      const wordStart = this.text.length;
      this.#write(word.text.slice(word.invented), word.start, word.invented > 0, place);
      behind = word.start + word.text.length - word.invented;
      words.push({ start: wordStart, end: this.text.length, cuts: word.cuts ?? NO_CUTS });
    }
    if (words.length > 0) this.#endPiece(from, words, place(behind));
  }

  #isPrefixed(text: string, beginning: Beginning): boolean {
    const { prefix } = this.#composer;
    if (prefix === null || beginning === "continuation" || text.startsWith(" ")) return false;
    if (prefix.kind !== "metaspace") return true;
    if (text.startsWith(SPACE_MARK) || prefix.prepend === "never") return false;
    return prefix.prepend === "always" || beginning === "text";
  }

  /** Writes text of a normalised piece that stands at `unit` of it, behind a space that comes from nowhere if it is to have one. */
  #write(text: string, unit: number, prefixed: boolean, place: (unit: number) => number): void {
    if (prefixed) {
      this.text += " ";
      this.origins.push(place(unit));
    }
    this.text += this.#composer.isOfCharacters ? text.replaceAll(SPACE_MARK, " ") : text;
    for (let at = 0; at < text.length; at++) this.origins.push(place(unit + at));
  }

  #endPiece(start: number, words: ComposedPiece["words"], origin: number): void {
    this.pieces.push({ start, end: this.text.length, token: -1, words });
    this.#fill(origin);
  }

  #fill(origin: number): void {
    this.text += FILLER;
    this.origins.push(origin);
  }
}
