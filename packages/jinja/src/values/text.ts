import { codePointCount, unitOffsetsOf } from "../strings/code-points.ts";
import type { Source } from "./source.ts";

/**
 * Some units of a text and where they came from. `{{ "Hi " ~ messages[0].content[1:] }}` with the content `abc`:
 *
 * ```
 * value    H  i  ␣  b  c
 * pieces  [length 3 ][length 2                   ]
 *          source null source messages.0.content
 *          start −1    start 1
 * ```
 */
export interface Piece {
  /** In UTF-16 code units, above 0. */
  readonly length: number;
  /** Null: the template's own text. */
  readonly source: Source | null;
  /** Offset in the source's own text, in UTF-16 code units; −1 if the piece is no slice of it. */
  readonly start: number;
}

/** A Python string. Without provenance and not Markup it is a plain JavaScript string. */
export type Str = string | Text;

/** A string with provenance, or Markup, or both. Immutable. */
export class Text {
  readonly value: string;
  /** `|safe` and `|escape` make Markup, to which `+` adds escaped text. */
  readonly isMarkup: boolean;
  /** How many pieces there are, at most: neighbours that continue each other may be one. */
  readonly pieceCount: number;
  /** Of the piece, where there is one alone, as in most texts; else null. */
  readonly source: Source | null;
  readonly start: number;
  #pieces: readonly Piece[] | null;
  /** Two texts joined, whose pieces are laid end to end when they are asked for: `ns.text ~ more` in a loop stays linear. */
  #joined: readonly [Str, Str] | null;

  private constructor(
    value: string,
    isMarked: boolean,
    count: number,
    source: Source | null,
    start: number,
    pieces: readonly Piece[] | null,
    joined: readonly [Str, Str] | null,
  ) {
    this.value = value;
    this.isMarkup = isMarked;
    this.pieceCount = count;
    this.source = source;
    this.start = start;
    this.#pieces = pieces;
    this.#joined = joined;
  }

  /** A text of the context, or a slice of it. */
  static from(value: string, source: Source, start: number): Str {
    return value === "" ? "" : new Text(value, false, 1, source, start, null, null);
  }

  /** The lengths of the pieces add up to that of the value. */
  static of(value: string, pieces: readonly Piece[], isMarked = false): Str {
    const [only, second] = pieces;
    if (only !== undefined && second === undefined) return Text.#ofOne(value, isMarked, only.source, only.start);
    if (!isMarked && pieces.every(({ source }) => source === null)) return value;
    return new Text(value, isMarked, pieces.length, null, -1, pieces, null);
  }

  static #ofOne(value: string, isMarked: boolean, source: Source | null, start: number): Str {
    return source === null && !isMarked ? value : new Text(value, isMarked, 1, source, start, null, null);
  }

  /** `[start, end)` of a text with one piece; not empty. */
  static sliceOfOne(text: Text, start: number, end: number): Str {
    const at = text.start < 0 ? -1 : text.start + start;
    return Text.#ofOne(text.value.slice(start, end), text.isMarkup, text.source, at);
  }

  /** The text as Markup, unescaped. */
  static markup(text: Str): Text {
    if (typeof text === "string") return new Text(text, true, text === "" ? 0 : 1, null, -1, null, null);
    if (text.isMarkup) return text;
    return new Text(text.value, true, text.pieceCount, text.source, text.start, text.#pieces, text.#joined);
  }

  /** The text as a plain str. */
  static unmarked(text: Str): Str {
    if (typeof text === "string" || !text.isMarkup) return text;
    return Text.of(text.value, text.pieces);
  }

  /** Both are Markup or neither is: escaping is the caller's. */
  static join(left: Str, right: Str): Str {
    if (typeof left === "string" && typeof right === "string") return left + right;
    const isMarked = isMarkup(left) || isMarkup(right);
    if (plain(left) === "") return isMarked ? Text.markup(right) : right;
    if (plain(right) === "") return isMarked ? Text.markup(left) : left;
    const count = pieceCount(left) + pieceCount(right);
    return new Text(plain(left) + plain(right), isMarked, count, null, -1, null, [left, right]);
  }

  get pieces(): readonly Piece[] {
    if (this.#pieces === null) {
      this.#pieces = this.#joined === null ? this.#onePiece() : flatten(this.#joined);
      this.#joined = null;
    }
    return this.#pieces;
  }

  #onePiece(): readonly Piece[] {
    return this.value === "" ? [] : [{ length: this.value.length, source: this.source, start: this.start }];
  }

  /** The two halves of a text whose pieces nobody has asked for yet. */
  static halvesOf(text: Text): readonly [Str, Str] | null {
    return text.#pieces === null ? text.#joined : null;
  }
}

/** A piece of the template's own. */
function own(length: number): Piece {
  return { length, source: null, start: -1 };
}

function pieceCount(text: Str): number {
  return typeof text === "string" ? 1 : text.pieceCount;
}

/** Adds so many units of the template's own. */
export function pushOwn(pieces: Piece[], length: number): void {
  const last = pieces.at(-1);
  if (last?.source === null) pieces[pieces.length - 1] = own(last.length + length);
  else if (length > 0) pieces.push(own(length));
}

/** Without recursion: a chain may be as long as the conversation. */
function flatten(joined: readonly [Str, Str]): readonly Piece[] {
  const pieces: Piece[] = [];
  const open: Str[] = [joined[1], joined[0]];
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    if (typeof text === "string") {
      pushOwn(pieces, text.length);
      continue;
    }
    const halves = Text.halvesOf(text);
    if (halves !== null) open.push(halves[1], halves[0]);
    else for (const piece of text.pieces) pieces.push(piece);
  }
  return pieces;
}

/** The characters alone, without their provenance. */
export function plain(text: Str): string {
  return typeof text === "string" ? text : text.value;
}

/** Whether a value is a str. */
export function isText(value: unknown): value is Str {
  return typeof value === "string" || value instanceof Text;
}

/** A str whose text is HTML: what `escape` and `safe` make. */
export type Markup = Text & { readonly isMarkup: true };

export function isMarkup(value: unknown): value is Markup {
  return value instanceof Text && value.isMarkup;
}

export function piecesOf(text: Str): readonly Piece[] {
  if (typeof text !== "string") return text.pieces;
  return text === "" ? [] : [own(text.length)];
}

/** `len(text)`: code points. */
export function codePoints(text: Str): number {
  return codePointCount(plain(text));
}

/** Offsets in UTF-16 code units of each code point and of the end; null where both count alike. */
export function unitOffsets(text: Str): Uint32Array | null {
  return unitOffsetsOf(plain(text));
}
