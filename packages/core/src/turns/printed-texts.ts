import type { DataPiece } from "./data-index.ts";
import type { MessageText } from "./message-texts.ts";

/** Tags that a template may take out of a text and write itself. */
const THINK_TAGS = /<\/?think>/g;

/** Whether all of a text is printed: white space at its edges and think tags may be the template's. */
export function isWhollyPrinted({ text, path }: MessageText, pieces: readonly DataPiece[]): boolean {
  const unprinted = unprintedOf(text, path, pieces);
  return unprinted !== null && unprinted.replaceAll(THINK_TAGS, "").trim() === "";
}

/** Whether anything of a text is printed. */
export function isPrinted({ path }: MessageText, pieces: readonly DataPiece[]): boolean {
  return pieces.some(({ field }) => isWithin(field, path) || isWithin(path, field));
}

/** The text without what the pieces hold of it; null if they hold nothing. A piece made from all of it, such as its JSON, holds all. */
function unprintedOf(text: string, path: string, pieces: readonly DataPiece[]): string | null {
  const ranges: (readonly [start: number, end: number])[] = [];
  for (const { field, sourceStart, start, end } of pieces) {
    if (field !== path && (isWithin(field, path) || isWithin(path, field))) return "";
    if (field !== path) continue;
    if (sourceStart < 0) return "";
    ranges.push([sourceStart, sourceStart + end - start]);
  }
  if (ranges.length === 0) return null;
  let rest = "";
  let position = 0;
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    rest += text.slice(position, Math.max(position, start));
    position = Math.max(position, end);
  }
  return rest + text.slice(position);
}

/** Whether one path is the other or reaches into it: `content[0].text` is within `content`. */
function isWithin(path: string, outer: string): boolean {
  return path.startsWith(outer) && (path.length === outer.length || /^[.[]/.test(path.slice(outer.length)));
}
