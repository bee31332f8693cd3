import { isSamePiece, type DataPiece } from "./data-index.ts";
import type { Markup } from "./markup.ts";
import type { Prefix } from "./prefix.ts";

/**
 * The data of a turn where the turn stands. A template may print data of a message elsewhere, too: Gemma 4 names the called function
 * again in front of the tool's result. So the turn is over where data of another message comes, where the template's loop stands at
 * another message, and where what is printed already comes again: behind a stop token, or in front of another message's data, if
 * the loop still stands at the turn or no tag is between them.
 *
 * @param messages the turn's
 */
export function ownData(text: Prefix, messages: readonly number[], markup: Markup): readonly DataPiece[] {
  const all = messages.flatMap((message) => text.dataOf(message)).toSorted((a, b) => a.start - b.start);
  const own: DataPiece[] = [];
  for (const piece of all) {
    const last = own.at(-1);
    if (last !== undefined && isBehindTurn(text, messages, last, piece)) break;
    const isAgain = own.some((each) => isSamePiece(each, piece));
    if (last !== undefined && isAgain && markup.firstStop(text.slice(last.end, piece.start)) !== null) break;
    own.push(piece);
  }
  for (let last = own.at(-1); last !== undefined && own.length > 1; last = own.at(-1)) {
    if (!own.slice(0, -1).some((each) => isSamePiece(each, last)) || !leadsToOther(text, messages, last, markup)) break;
    own.pop();
  }
  return own;
}

/** Whether another message's data or text stands between two pieces of a turn. */
function isBehindTurn(text: Prefix, messages: readonly number[], last: DataPiece, piece: DataPiece): boolean {
  let other = text.nextData(last.end);
  for (; other !== null && other.start < piece.start; other = text.nextData(other.end))
    if (isOther(other, messages)) return true;
  return text.templateText(last.end, piece.start).some((between) => isOther(between, messages));
}

function leadsToOther(text: Prefix, messages: readonly number[], piece: DataPiece, markup: Markup): boolean {
  const next = text.nextData(piece.end);
  if (next === null || !isOther(next, messages)) return false;
  const between = text.templateText(piece.end, next.start);
  const isPrintedAhead = between.length > 0 && between.every(({ message }) => messages.includes(message));
  return isPrintedAhead || markup.tags(text.slice(piece.end, next.start)).length === 0;
}

function isOther({ message }: { readonly message: number }, messages: readonly number[]): boolean {
  return message >= 0 && !messages.includes(message);
}
