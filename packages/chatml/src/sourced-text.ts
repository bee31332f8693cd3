import type { Slice } from "@turnwise/core";
import type { DataSource } from "./input-turn.ts";

/** A text put together from fields of a row; each piece knows where it came from. */
export interface SourcedText {
  readonly text: string;
  readonly pieces: readonly SourcedPiece[];
}

/** `start` -1: the piece does not stand in the field as it is. */
export interface SourcedPiece {
  readonly text: string;
  readonly field: string;
  readonly start: number;
}

/** A text that is one field's whole string. */
export function wholeField(text: string, field: string): SourcedText {
  return { text, pieces: [{ text, field, start: 0 }] };
}

export function joinPieces(pieces: readonly SourcedPiece[]): SourcedText {
  return { text: pieces.map(({ text }) => text).join(""), pieces };
}

/** Hands over a slice of the text, piece by piece. */
export function writeSlice(
  { pieces }: SourcedText,
  slice: Slice,
  message: number,
  write: (text: string, from: DataSource) => void,
): void {
  const sliceEnd = slice.start + slice.text.length;
  let pieceStart = 0;
  for (const { text, field, start } of pieces) {
    const from = Math.max(slice.start - pieceStart, 0);
    const to = Math.min(sliceEnd - pieceStart, text.length);
    if (from < to) write(text.slice(from, to), { message, field, start: start < 0 ? -1 : start + from });
    pieceStart += text.length;
  }
}
