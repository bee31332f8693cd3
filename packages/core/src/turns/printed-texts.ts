import type { DataPiece } from "./data-index.ts";
import type { MessageText } from "./message-texts.ts";

/** Tags that a template may take out of a text and write itself. */
const THINK_TAGS = /<\/?think>/g;

/** Whether all of a text is printed: white space at its edges and think tags may be the template's. */
export function isWhollyPrinted(given: MessageText, pieces: readonly DataPiece[]): boolean {
  if (isCalledName(given)) return isNamePrinted(given, pieces);
  if (pieces.some((piece) => isMadeOf(piece, given))) return true;
  const ranges = pieces.filter(({ field, sourceStart }) => field === given.path && sourceStart >= 0);
  return ranges.length > 0 && without(given.text, ranges).replaceAll(THINK_TAGS, "").trim() === "";
}

/** Whether anything of a text is printed. */
export function isPrinted(given: MessageText, pieces: readonly DataPiece[]): boolean {
  return pieces.some((piece) => piece.field === given.path || isMadeOf(piece, given));
}

/** Whether a text is the name of a function that a message calls. */
export function isCalledName({ path }: MessageText): boolean {
  return CALLED_NAME.test(path);
}

/** Whether what is printed of a call holds the function's name, as itself or in the call's id. */
export function isNamePrinted(given: MessageText, pieces: readonly DataPiece[]): boolean {
  const call = CALLED_NAME.exec(given.path)?.groups?.["call"] ?? given.path;
  return pieces.some(
    (piece) => isMadeOf(piece, given) || (isWithin(piece.field, call) && piece.text.includes(given.text)),
  );
}

const CALLED_NAME = /^(?<call>tool_calls\[\d+\])\.function\.name$/;

/**
 * Whether a piece was made from what holds the text, or from the text, without being a slice of it: the JSON of a call, or of something
 * that the template put together, which bears the name of the first field in it alone.
 */
function isMadeOf({ field, sourceStart, text: piece }: DataPiece, { path, text }: MessageText): boolean {
  if (field !== path && (isWithin(path, field) || isWithin(field, path))) return true;
  return (
    sourceStart < 0 && (field === path || piece.includes(text) || piece.includes(JSON.stringify(text).slice(1, -1)))
  );
}

/** A text without what the pieces hold of it. */
function without(text: string, pieces: readonly DataPiece[]): string {
  let rest = "";
  let position = 0;
  for (const { sourceStart, start, end } of pieces.toSorted((a, b) => a.sourceStart - b.sourceStart)) {
    rest += text.slice(position, Math.max(position, sourceStart));
    position = Math.max(position, sourceStart + end - start);
  }
  return rest + text.slice(position);
}

/** Whether one path is the other or reaches into it: `content[0].text` is within `content`. */
function isWithin(path: string, outer: string): boolean {
  return path.startsWith(outer) && (path.length === outer.length || /^[.[]/.test(path.slice(outer.length)));
}
