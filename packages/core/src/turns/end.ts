import type { Markup } from "./markup.ts";
import type { Prefix } from "./prefix.ts";

/**
 * The stop token that ends a turn: the first one behind the turn's last data and before any other data. It is this turn's whichever
 * message printed it; if a later one did, only white space of that message may stand before it.
 *
 * @param from where the turn's last data ends
 * @returns `[start, end)` in UTF-16 code units; null if there is none
 */
export function findEnd(
  text: Prefix,
  from: number,
  lastMessage: number,
  markup: Markup,
): readonly [start: number, end: number] | null {
  const limit = text.nextData(from)?.start ?? text.length;
  const stop = markup.firstStop(text.slice(from, limit));
  if (stop === null) return null;
  const start = from + stop.start;
  const isTaken = text
    .templateText(from, start)
    .some((piece) => piece.message > lastMessage && text.slice(piece.start, piece.end).trim() !== "");
  return isTaken ? null : [start, from + stop.end];
}
