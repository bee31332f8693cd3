import type { Message } from "../contracts/message.ts";
import { closesBlock, innermostReasoning } from "./blocks.ts";
import { piecesBefore, type DataPiece } from "./data-index.ts";
import { findDropped } from "./dropped.ts";
import type { Derivation } from "./found-turn.ts";
import { readGap, type Gap } from "./gaps.ts";
import { lossesOf } from "./losses.ts";
import type { Prefix } from "./prefix.ts";

/**
 * The template text before a turn, from the last data on, where the full rendering begins with the turn's prompt and nothing is uncommon
 * about it: the message before it stands there, and no tag reaches into the turn. Null otherwise.
 */
export function commonHeader(
  message: number,
  prompt: Prefix,
  { conversation, prefixes: { full, whole }, markup }: Derivation,
): Gap | null {
  if (full.provenance === "text" || prompt.proof !== "one-render" || prompt === whole) return null;
  if (!whole.startsWith(prompt)) return null;
  const { pieces } = whole.headData;
  const before = pieces[piecesBefore(pieces, prompt.length) - 1];
  if (before === undefined || before.message !== message - 1 || before.end > prompt.headEnd) return null;
  if (conversation.messages[message - 1]?.role === "system" || prompt.nextData(before.end) !== null) return null;
  const header = readGap(full.text.slice(before.end, prompt.length), markup);
  return header.mayReachOver ? null : header;
}

/** The data of a message, where it is the first behind a position, together and no piece of it twice; null otherwise, or if there is none. */
export function commonData(message: number, text: Prefix, from: number): readonly DataPiece[] | null {
  const { pieces, ofMessage } = text.headData;
  const data = ofMessage(message);
  const first = piecesBefore(pieces, from);
  const last = data.at(-1);
  if (last === undefined || pieces[first] !== data[0] || pieces[first + data.length - 1] !== last) return null;
  return data.length > 1 && hasRepeated(data) ? null : data;
}

function hasRepeated(data: readonly DataPiece[]): boolean {
  return data.some(({ field, sourceStart }, index) =>
    data.some((other, at) => at < index && other.field === field && other.sourceStart === sourceStart),
  );
}

/** Whether a turn's text closes the reasoning that the text before it may leave open. */
export function mayFollow(text: string, { open }: Gap, { rules, markup }: Derivation): boolean {
  if (open.length === 0) return true;
  const reasoning = innermostReasoning(open, rules.reasoningBlocks);
  return reasoning === null || closesBlock(text, reasoning, markup);
}

/** What a turn with this data lacks of its message (`lossesOf`); null if its message is dropped. */
export function commonLosses(
  message: number,
  data: readonly DataPiece[],
  { conversation }: Derivation,
): readonly string[] | null {
  const given = conversation.messages[message] ?? { role: "" };
  if (isContentAlone(given, data)) return [];
  return findDropped(given, data) === null ? lossesOf(given, message, data) : null;
}

/** Whether a message says one text and nothing else, and all of it is printed but white space around it. */
function isContentAlone(
  { content, reasoning_content: reasoned, thinking, reasoning, tool_calls: calls }: Message,
  data: readonly DataPiece[],
): boolean {
  const [piece] = data;
  if (typeof content !== "string" || piece?.field !== "content" || data.length > 1) return false;
  if ((reasoned ?? thinking ?? reasoning ?? calls ?? null) !== null) return false;
  const { sourceStart, start, end } = piece;
  if (sourceStart < 0) return false;
  const rest = content.length - (end - start);
  return rest === 0 || (content.slice(0, sourceStart) + content.slice(sourceStart + end - start)).trim() === "";
}
