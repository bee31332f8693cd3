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
    .some(({ text: piece, message }) => message > lastMessage && piece.trim() !== "");
  return isTaken ? null : [start, from + stop.end];
}

/** Where the text ends that a template printed behind a turn's data while its loop stood at the turn: tags and white space at its end left out. */
export function ownTextEnd(text: Prefix, from: number, lastMessage: number, markup: Markup): number {
  const limit = text.nextData(from)?.start ?? text.length;
  let own = "";
  for (const { text: piece, message } of text.templateText(from, limit)) {
    if (message !== lastMessage) break;
    own += piece;
  }
  for (let shorter = own; ; own = shorter) {
    shorter = own.trimEnd();
    const tag = markup.tags(shorter).at(-1);
    if (tag?.end === shorter.length) shorter = shorter.slice(0, tag.start);
    if (shorter.length === own.length) return from + own.length;
  }
}
