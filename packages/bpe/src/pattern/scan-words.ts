import { MATCH, NEXT_ROW } from "../kernel/layout.ts";
import type { Scanner } from "./scanner.ts";

/**
 * Reads a scanner's tables as a kernel does, slowly and plainly: for tests, and to show how it is done.
 *
 * @returns where each word ends, in UTF-16 code units
 */
export function scanWords(scanner: Scanner, text: string): number[] {
  let ends = text === "" ? [] : [text.length];
  for (const start of scanner.starts) {
    const finer: number[] = [];
    let pieceStart = 0;
    for (const pieceEnd of ends) {
      splitPiece(scanner, start, text, pieceStart, pieceEnd, finer);
      pieceStart = pieceEnd;
    }
    ends = finer;
  }
  return ends;
}

/** One stage over one piece of the stage before. */
function splitPiece(
  scanner: Scanner,
  startRow: number,
  text: string,
  pieceStart: number,
  pieceEnd: number,
  ends: number[],
): void {
  let wordStart = pieceStart;
  let at = pieceStart;
  while (at < pieceEnd) {
    const matchEnd = findMatchEnd(scanner, startRow, text, at, pieceEnd);
    if (matchEnd === at) {
      at += lengthAt(text, at);
      continue;
    }
    if (wordStart < at) ends.push(at);
    ends.push(matchEnd);
    wordStart = at = matchEnd;
  }
  if (wordStart < pieceEnd) ends.push(pieceEnd);
}

/** Where the match that begins at `start` ends; `start` itself if there is none. */
function findMatchEnd(scanner: Scanner, startRow: number, text: string, start: number, pieceEnd: number): number {
  let row = startRow;
  let matchEnd = start;
  for (let at = start; ; at += lengthAt(text, at)) {
    const characterClass =
      at < pieceEnd ? (scanner.characterClasses[text.codePointAt(at) ?? 0] ?? 0) : scanner.endClass;
    const transition = scanner.transitions[row + characterClass] ?? 0;
    if (transition & MATCH) matchEnd = at;
    row = transition & NEXT_ROW;
    if (row === 0) return matchEnd;
  }
}

function lengthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
