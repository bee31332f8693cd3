import { joinPieces, slicePieces, writePieces, type DataPlace, type Slice, type TextPiece } from "@turnwise/core";

/** A text put together from fields of a row; each piece knows where it came from. */
export interface SourcedText {
  readonly text: string;
  readonly pieces: readonly TextPiece[];
}

/** A text that is one field's whole string. */
export function wholeField(text: string, field: string): SourcedText {
  return { text, pieces: [{ text, field, start: 0 }] };
}

export function joinedText(pieces: readonly TextPiece[]): SourcedText {
  return { text: joinPieces(pieces), pieces };
}

/** Hands over a slice of the text, piece by piece. */
export function writeSlice(
  { pieces }: SourcedText,
  slice: Slice,
  message: number,
  write: (text: string, from: DataPlace) => void,
): void {
  writePieces(slicePieces(pieces, slice), message, write);
}
