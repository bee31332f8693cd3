import type { DataPiece } from "./data-index.ts";
import type { Markup } from "./markup.ts";
import type { Prefix } from "./prefix.ts";

/**
 * The data of a turn where the turn stands. A template may print data of a message elsewhere, too: Gemma 4 names the called function
 * again in front of the tool's result. So the turn is over where data of another message comes, where the template's loop stands at
 * another message, and where a stop token is followed by something that the turn has printed already.
 *
 * @param messages the turn's
 */
export function ownData(text: Prefix, messages: readonly number[], markup: Markup): readonly DataPiece[] {
  const all = messages.flatMap((message) => text.dataOf(message)).toSorted((a, b) => a.start - b.start);
  const own: DataPiece[] = [];
  for (const piece of all) {
    const last = own.at(-1);
    if (last !== undefined && isElsewhere(text, messages, own, last, piece, markup)) break;
    own.push(piece);
  }
  return own;
}

function isElsewhere(
  text: Prefix,
  messages: readonly number[],
  own: readonly DataPiece[],
  last: DataPiece,
  piece: DataPiece,
  markup: Markup,
): boolean {
  const next = text.nextData(last.end);
  for (let other = next; other !== null && other.start < piece.start; other = text.nextData(other.end))
    if (other.message >= 0 && !messages.includes(other.message)) return true;
  const between = text.templateText(last.end, piece.start);
  if (between.some(({ message }) => message >= 0 && !messages.includes(message))) return true;
  const isRepeated = own.some(
    ({ message, field, sourceStart }) =>
      message === piece.message && field === piece.field && sourceStart === piece.sourceStart,
  );
  return isRepeated && markup.firstStop(text.slice(last.end, piece.start)) !== null;
}
