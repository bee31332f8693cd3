import { type Piece, type Str, Text } from "./text.ts";

/** `[start, end)` in UTF-16 code units, both within the text. Markup stays Markup. */
export function slice(text: Str, start: number, end: number): Str {
  return new Slicer(text).slice(start, end);
}

/** Takes many slices of one text, from left to right in one walk over its pieces. */
export class Slicer {
  readonly #text: Str;
  #piece = 0;
  #at = 0;

  constructor(text: Str) {
    this.#text = text;
  }

  /** As `slice`. Starting left of the slice before is allowed, and walks anew. */
  slice(start: number, end: number): Str {
    const text = this.#text;
    if (typeof text === "string") return text.slice(start, end);
    if (start <= 0 && end >= text.value.length) return text;
    if (text.pieceCount === 1 && start < end) return Text.sliceOfOne(text, start, end);
    if (start < this.#at) this.#piece = this.#at = 0;
    const pieces: Piece[] = [];
    const all = text.pieces;
    let at = this.#at;
    for (let index = this.#piece; index < all.length && at < end; index++) {
      const piece = all[index];
      if (piece === undefined) break;
      const next = at + piece.length;
      const from = Math.max(start, at);
      const to = Math.min(end, next);
      if (from < to) {
        pieces.push({ length: to - from, source: piece.source, start: piece.start < 0 ? -1 : piece.start + from - at });
      }
      if (next <= start) [this.#piece, this.#at] = [index + 1, next];
      at = next;
    }
    return Text.of(text.value.slice(start, end), pieces, text.isMarkup);
  }
}
