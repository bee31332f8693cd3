import type { DataPlace } from "./input-turn.ts";
import type { Slice } from "./python-strip.ts";

/** A piece of a text that is put together from fields of a row. */
export interface TextPiece {
  readonly text: string;
  /** `content[0].text` */
  readonly field: string;
  /** Offset in that field's string, in UTF-16 code units; -1 if the piece does not stand there as it is. */
  readonly start: number;
}

/** The text that the pieces make. */
export function joinPieces(pieces: readonly { readonly text: string }[]): string {
  return pieces.map(({ text }) => text).join("");
}

/**
 * The pieces of a slice of the text that pieces make, so that a template that joins, then strips, leaves each piece its place.
 *
 * ```
 * pieces " a", "b ", " " stripped of white space  →  "a" from 1, "b" from 0
 * ```
 */
export function slicePieces<Piece extends Slice>(pieces: readonly Piece[], slice: Slice): readonly Piece[] {
  const end = slice.start + slice.text.length;
  const sliced: Piece[] = [];
  let offset = 0;
  for (const piece of pieces) {
    const { text, start } = piece;
    const from = Math.max(slice.start - offset, 0);
    const to = Math.min(end - offset, text.length);
    offset += text.length;
    if (from >= to) continue;
    sliced.push({ ...piece, text: text.slice(from, to), start: start < 0 ? -1 : start + from });
  }
  return sliced;
}

/** Hands over each piece with its place, as `InputTurn.data` takes it. */
export function writePieces(
  pieces: readonly TextPiece[],
  message: number,
  write: (text: string, from: DataPlace) => void,
): void {
  for (const { text, field, start } of pieces) write(text, { message, field, start });
}
