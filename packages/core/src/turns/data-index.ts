import type { Rendering } from "../contracts/rendering.ts";

/** A piece of data in a text: `[start, end)` in UTF-16 code units. */
export interface DataPiece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Index of the message that it came from, -1 if from none. */
  readonly message: number;
  readonly field: string;
  /** Offset in the field's own string; -1 if it does not stand there as it is. */
  readonly sourceStart: number;
}

/** The data of a rendering: in the order of the text, and by message. */
export interface DataIndex {
  readonly pieces: readonly DataPiece[];
  /** In the order of the text; −1: what is from no message. */
  ofMessage(message: number): readonly DataPiece[];
}

/** Whether two pieces, of one text or of two, are of the same place in the data. */
export function isSamePiece(left: DataPiece, right: DataPiece): boolean {
  return left.message === right.message && left.field === right.field && left.sourceStart === right.sourceStart;
}

/** Finds the data of a rendering, which takes a look at every segment. */
export function indexData(rendering: Rendering): DataIndex {
  const { segments, segmentCount, fields, text } = rendering;
  if (!segments.origin.includes(1)) return WITHOUT_DATA;
  const pieces: DataPiece[] = [];
  const byMessage: DataPiece[][] = [];
  for (let segment = 0; segment < segmentCount; segment++) {
    if (segments.origin[segment] !== 1) continue;
    const start = segment === 0 ? 0 : (segments.end[segment - 1] ?? 0);
    const end = segments.end[segment] ?? start;
    const message = segments.message[segment] ?? -1;
    const field = fields[segments.field[segment] ?? -1] ?? "";
    if (start === end) continue;
    const piece = {
      start,
      end,
      text: text.slice(start, end),
      message,
      field,
      sourceStart: segments.sourceStart[segment] ?? -1,
    };
    pieces.push(piece);
    const own = byMessage[message + 1];
    if (own === undefined) byMessage[message + 1] = [piece];
    else own.push(piece);
  }
  return { pieces, ofMessage: (message) => byMessage[message + 1] ?? NO_DATA };
}

const NO_DATA: readonly DataPiece[] = [];

const WITHOUT_DATA: DataIndex = { pieces: NO_DATA, ofMessage: () => NO_DATA };

/** How many of the pieces, which are in order, begin before a position. */
export function piecesBefore(pieces: readonly DataPiece[], position: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((pieces[middle]?.start ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
