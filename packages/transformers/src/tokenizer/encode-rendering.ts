import { RowError, type Rendering, type Tokens } from "@turnwise/core";
import type { AddedTokenMatcher } from "./added-token-matcher.ts";
import type { Normalized } from "./normalizer.ts";
import { firstAbove } from "./sorted-search.ts";
import { templateRuns, type InTemplate } from "./template-runs.ts";
import { TokenColumns } from "./token-columns.ts";
import type { TokenizerParts } from "./tokenizer-parts.ts";

/** Which added tokens are matched where, and which of them template text alone can hold. */
export interface Matching {
  readonly control: ReadonlySet<number>;
  /** Tokens that are matched in the text as it is. */
  readonly plain: AddedTokenMatcher;
  /** Tokens that are matched in the normalised text. */
  readonly normalized: AddedTokenMatcher;
  /** Control tokens that merges alone could make of plain text. */
  readonly reachable: ReadonlySet<number>;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Encodes a rendering: added tokens first, then the pieces between them. */
export function encodeRendering(
  parts: TokenizerParts,
  matching: Matching,
  rendering: Rendering,
): { readonly tokens: Tokens; readonly starts: Int32Array } {
  const { text } = rendering;
  if (LONE_SURROGATE.test(text)) {
    throw new RowError("lone-surrogate", "the text holds half of a surrogate pair, which UTF-8 cannot write");
  }
  const run = new Run(parts, matching, rendering, templateRuns(rendering));
  let at = 0;
  for (const match of matching.plain.find(text, run.mayStand)) {
    run.piece(at, match.start);
    run.columns.append(match.token.id, match.from, match.to);
    at = match.end;
  }
  run.piece(at, text.length);
  return run.columns.finish(rendering);
}

/** The state of one call. */
class Run {
  readonly columns = new TokenColumns();
  readonly #parts: TokenizerParts;
  readonly #matching: Matching;
  readonly #rendering: Rendering;
  readonly mayStand: (token: { readonly id: number }, from: number, to: number) => boolean;

  constructor(parts: TokenizerParts, matching: Matching, rendering: Rendering, inTemplate: InTemplate) {
    this.#parts = parts;
    this.#matching = matching;
    this.#rendering = rendering;
    this.mayStand = (token, from, to) => !matching.control.has(token.id) || inTemplate(from, to);
  }

  /** Encodes `[from, to)` of the text, which holds no token that is matched in plain text. */
  piece(from: number, to: number): void {
    if (from >= to) return;
    const piece = this.#rendering.text.slice(from, to);
    const normalized = this.#parts.normalizer(piece);
    for (const merged of normalized.merged) this.#refuseBorderIn(from + merged[0], from + merged[1]);
    let at = 0;
    if (this.#matching.normalized.size > 0) {
      const matches = this.#matching.normalized.find(normalized.text, (token, start, end) => {
        const own = ownText(piece, normalized, token.content, start, end);
        return this.mayStand(token, from + own[0], from + own[1]);
      });
      for (const match of matches) {
        this.#words(from, normalized, at, match.start);
        const own = ownText(piece, normalized, match.token.content, match.from, match.to);
        this.columns.append(match.token.id, from + own[0], from + own[1]);
        at = match.end;
      }
    }
    this.#words(from, normalized, at, normalized.text.length);
  }

  /** Encodes `[start, end)` of a normalised piece, which holds no added token. */
  #words(from: number, normalized: Normalized, start: number, end: number): void {
    if (start >= end) return;
    const { preTokenizer, cutWord } = this.#parts;
    const origin = (at: number): number => (normalized.origins === null ? at : (normalized.origins[at] ?? 0));
    const leading = from === 0 && origin(start) === 0;
    for (const word of preTokenizer.split(normalized.text.slice(start, end), leading)) {
      const place = (unit: number): number => from + origin(start + word.start + Math.max(0, unit - word.invented));
      let at = 0;
      for (const cut of cutWord === null ? [] : cutWord(word.text)) {
        this.#word(word.text.slice(at, cut), at, place);
        at = cut;
      }
      this.#word(at === 0 ? word.text : word.text.slice(at), at, place);
    }
  }

  #word(word: string, offset: number, place: (unit: number) => number): void {
    if (word === "") return;
    const encoded = this.#parts.words.encode(word);
    for (let at = 0; at < encoded.length; at += 3) {
      const id = encoded[at] ?? 0;
      if (this.#matching.reachable.has(id)) throw controlFromText(word);
      this.columns.append(id, place(offset + (encoded[at + 1] ?? 0)), place(offset + (encoded[at + 2] ?? 0)));
    }
  }

  #refuseBorderIn(start: number, end: number): void {
    const { segments, text } = this.#rendering;
    if ((segments.end[firstAbove(segments.end, start)] ?? end) < end) {
      throw new RowError(
        "provenance-lost",
        `normalisation rewrites ${JSON.stringify(text.slice(start, end))} across the border of two segments`,
      );
    }
  }
}

/** Where a token that was matched in normalised text stands in the piece, without what normalisation put in front of it. */
function ownText(
  piece: string,
  normalized: Normalized,
  content: string,
  start: number,
  end: number,
): readonly [from: number, to: number] {
  const from = normalized.origins === null ? start : (normalized.origins[start] ?? 0);
  const to = normalized.origins === null ? end : (normalized.origins[end] ?? 0);
  const own = to - content.length;
  return own > from && piece.startsWith(content, own) ? [own, to] : [from, to];
}

function controlFromText(word: string): RowError {
  return new RowError(
    "control-token-in-data",
    `the tokenizer's merges make a control token of the plain text ${JSON.stringify(word.slice(0, 80))}`,
  );
}
