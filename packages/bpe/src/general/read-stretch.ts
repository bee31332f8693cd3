import { RowError, type Rendering } from "@turnwise/core";
import type { AddedTokenMatch, AllowedAt } from "./added-token-matcher.ts";
import type { Matching } from "./matching.ts";
import { originOf, type Normalized } from "./normalized.ts";
import type { Normalizer } from "./normalizer.ts";
import { templateRanges, type OriginRun } from "./origin-runs.ts";
import type { Beginning } from "./pre-tokenizer.ts";
import { ReservedRanges } from "./reserved-ranges.ts";
import { firstAbove } from "./sorted-search.ts";

/** What all stretches of a rendering share. */
export interface ReadingContext {
  readonly normalizer: Normalizer;
  readonly matching: Matching;
  readonly rendering: Rendering;
  /** Whether data is encoded as if the template had written it. */
  readonly joined: boolean;
}

/** A stretch of the text that no token leaves. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  /** Whether it goes on with the text before it, or with one that is not here. */
  readonly continues: boolean;
  readonly runs: readonly OriginRun[];
}

/** Takes in order what a stretch consists of. */
export interface StretchParts {
  /** An added token, whose own text is `[from, to)` of the rendering's text. */
  token(id: number, from: number, to: number): void;
  /** Text between added tokens: `[start, end)` of a normalised piece. The piece begins at `offset` of the rendering's text. */
  between(normalized: Normalized, start: number, end: number, offset: number, beginning: Beginning): void;
}

/**
 * Reads a stretch: added tokens first, then the pieces between them. The template's own control tokens are those that an
 * encoding of its text alone would find, and nothing that the data holds moves them: they are looked for first, and no other
 * added token may reach into one.
 *
 * @throws {RowError} `provenance-lost` where normalisation rewrites text across the border of two segments
 */
export function readStretch(context: ReadingContext, stretch: Stretch, parts: StretchParts): void {
  if (stretch.start < stretch.end) new StretchReader(context, stretch, parts).read();
}

class StretchReader {
  readonly #context: ReadingContext;
  readonly #stretch: Stretch;
  readonly #parts: StretchParts;
  readonly #text: string;
  /** Whether data and template are to be told apart. */
  readonly #guarded: boolean;

  constructor(context: ReadingContext, stretch: Stretch, parts: StretchParts) {
    this.#context = context;
    this.#stretch = stretch;
    this.#parts = parts;
    const { text } = context.rendering;
    this.#text = stretch.start === 0 && stretch.end === text.length ? text : text.slice(stretch.start, stretch.end);
    this.#guarded = !context.joined && stretch.runs.some(({ origin }) => origin === "data");
  }

  read(): void {
    let at = 0;
    for (const match of this.#matches()) {
      this.#piece(at, match.start);
      this.#token(match.token.id, match.from, match.to);
      at = match.end;
    }
    this.#piece(at, this.#text.length);
  }

  #token(id: number, from: number, to: number): void {
    this.#parts.token(id, this.#stretch.start + from, this.#stretch.start + to);
  }

  /** Added tokens of the text as it is. */
  #matches(): readonly AddedTokenMatch[] {
    const { control, plain } = this.#context.matching;
    if (!this.#guarded) return plain.find(this.#text, always);
    const reserved = new ReservedRanges();
    for (const { origin, start, end } of this.#stretch.runs) {
      if (origin === "data") continue;
      plain.scan(this.#text, start - this.#stretch.start, end - this.#stretch.start, always, (token, from, to) => {
        if (control.has(token.id)) reserved.add(from, to);
      });
    }
    return plain.find(this.#text, allowedBy(reserved, control));
  }

  /** Reads `[from, to)` of the text, which holds no token that is matched in the text as it is. */
  #piece(from: number, to: number): void {
    if (from >= to) return;
    const piece = from === 0 && to === this.#text.length ? this.#text : this.#text.slice(from, to);
    const normalized = this.#context.normalizer(piece, this.#stretch.continues && from === 0);
    for (const merged of normalized.merged) this.#refuseBorderIn(from + merged[0], from + merged[1]);
    let at = 0;
    for (const match of this.#normalizedMatches(from, piece, normalized)) {
      this.#between(from, normalized, at, match.start);
      const [start, end] = ownText(piece, normalized, match.token.content, match.from, match.to);
      this.#token(match.token.id, from + start, from + end);
      at = match.end;
    }
    this.#between(from, normalized, at, normalized.text.length);
  }

  /** Added tokens of the normalised piece. */
  #normalizedMatches(from: number, piece: string, normalized: Normalized): readonly AddedTokenMatch[] {
    const { control, normalized: matcher, normalizedControl } = this.#context.matching;
    if (matcher.size === 0) return [];
    if (!this.#guarded || !normalizedControl) return matcher.find(normalized.text, always);
    const inTemplate = templateRanges(this.#stretch.runs);
    const offset = this.#stretch.start + from;
    const reserved = new ReservedRanges();
    matcher.scan(
      normalized.text,
      0,
      normalized.text.length,
      (token, start, end) => {
        const own = ownText(piece, normalized, token.content, start, end);
        return inTemplate(offset + own[0], offset + own[1]);
      },
      (token, start, end) => {
        if (control.has(token.id)) reserved.add(start, end);
      },
    );
    return matcher.find(normalized.text, allowedBy(reserved, control));
  }

  /** Hands on `[start, end)` of a normalised piece, which holds no added token. */
  #between(from: number, normalized: Normalized, start: number, end: number): void {
    if (start >= end) return;
    const beginning = this.#beginning(from, start, originOf(normalized, start));
    this.#parts.between(normalized, start, end, this.#stretch.start + from, beginning);
  }

  #beginning(from: number, start: number, origin: number): Beginning {
    if (from > 0 || origin > 0) return "inside";
    if (this.#stretch.continues) return start === 0 ? "continuation" : "inside";
    return "text";
  }

  #refuseBorderIn(from: number, to: number): void {
    const { segments, text } = this.#context.rendering;
    const [start, end] = [this.#stretch.start + from, this.#stretch.start + to];
    const border = segments.end[firstAbove(segments.end, start)] ?? end;
    if (border >= end) return;
    throw new RowError(
      "provenance-lost",
      `normalisation rewrites ${JSON.stringify(text.slice(start, end))} across the border of two segments`,
    );
  }
}

const always = (): boolean => true;

function allowedBy(reserved: ReservedRanges, control: ReadonlySet<number>): AllowedAt {
  return (token, from, to) => (control.has(token.id) ? reserved.has(from, to) : reserved.isFree(from, to));
}

/** Where a token that was matched in normalised text stands in the piece, without what normalisation put in front of it. */
function ownText(
  piece: string,
  normalized: Normalized,
  content: string,
  start: number,
  end: number,
): readonly [from: number, to: number] {
  const from = originOf(normalized, start);
  const to = originOf(normalized, end);
  const own = to - content.length;
  return own > from && piece.startsWith(content, own) ? [own, to] : [from, to];
}
