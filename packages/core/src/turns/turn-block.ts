import type { Conversation } from "../contracts/conversation.ts";
import type { DataPiece } from "./data-index.ts";
import type { Prefix } from "./prefix.ts";
import type { TurnPlace } from "./turn-place.ts";

/** A turn in a text: `[bodyStart, bodyEnd)` and, of an assistant turn, the stop token behind it. In UTF-16 code units. */
export interface TurnBlock {
  readonly role: string;
  readonly messages: readonly number[];
  readonly bodyStart: number;
  readonly bodyEnd: number;
  readonly end: readonly [start: number, end: number] | null;
}

/** An assistant turn where it was found; the body may begin later than there, behind what an answer leaves out. */
export function assistantBlock(
  messages: readonly number[],
  place: TurnPlace,
  bodyStart: number = place.bodyStart,
): TurnBlock {
  return { role: "assistant", messages, bodyStart, bodyEnd: Math.max(bodyStart, place.bodyEnd), end: place.end };
}

/** Where a turn's text ends, its stop token included. */
export function endOf({ bodyEnd, end }: TurnBlock): number {
  return end?.[1] ?? bodyEnd;
}

/**
 * All turns of a text, in its order: the assistant turns, which were derived, and between them a turn for the data of each other
 * message. A system message is part of another turn where the template's loop stood at that turn's message when it printed it, or,
 * where that is not known, where only white space parts their data.
 */
export function findBlocks(
  text: Prefix,
  { messages }: Conversation,
  assistantTurns: readonly TurnBlock[],
): readonly TurnBlock[] {
  const blocks: TurnBlock[] = [];
  let position = 0;
  for (const turn of assistantTurns.toSorted((a, b) => a.bodyStart - b.bodyStart)) {
    blocks.push(...blocksBetween(text, messages, position, turn.bodyStart), turn);
    position = endOf(turn);
  }
  return [...blocks, ...blocksBetween(text, messages, position, text.length)];
}

interface OpenBlock extends TurnBlock {
  readonly stoodAt: number;
}

function blocksBetween(
  text: Prefix,
  messages: Conversation["messages"],
  from: number,
  to: number,
): readonly TurnBlock[] {
  const blocks: OpenBlock[] = [];
  let position = from;
  let piece = text.nextData(from);
  for (; piece !== null && piece.start < to; piece = text.nextData(piece.end)) {
    const role = messages[piece.message]?.role;
    if (role === undefined || role === "assistant") continue;
    const stoodAt = text.templateText(position, piece.start).at(-1)?.message ?? blocks.at(-1)?.stoodAt ?? -1;
    const last = blocks.at(-1);
    const between = text.slice(last?.bodyEnd ?? from, piece.start);
    const joined = last === undefined ? null : joinedWith(last, piece, role, stoodAt, between);
    if (joined !== null) blocks[blocks.length - 1] = joined;
    else
      blocks.push({ role, messages: [piece.message], bodyStart: piece.start, bodyEnd: piece.end, end: null, stoodAt });
    position = piece.end;
  }
  return blocks;
}

/** The block with one more piece; null if the piece begins another turn. */
function joinedWith(
  block: OpenBlock,
  { message, end }: DataPiece,
  role: string,
  stoodAt: number,
  between: string,
): OpenBlock | null {
  if (block.messages.includes(message)) return { ...block, bodyEnd: end };
  if (block.role !== "system" && role !== "system") return null;
  const isOne = block.stoodAt >= 0 ? block.stoodAt === stoodAt : between.trim() === "";
  if (!isOne) return null;
  return {
    ...block,
    role: role === "system" ? block.role : role,
    messages: [...block.messages, message].toSorted((a, b) => a - b),
    bodyEnd: end,
  };
}
