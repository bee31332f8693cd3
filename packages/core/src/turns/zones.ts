import type { Conversation } from "../contracts/conversation.ts";
import type { TurnPart } from "../contracts/rendering.ts";
import { readGap } from "./gaps.ts";
import type { Markup } from "./markup.ts";
import type { Prefix } from "./prefix.ts";
import { endOf, findBlocks, type TurnBlock } from "./turn-block.ts";

/** What a text is from `start` to the start of the next zone, in UTF-16 code units. */
export interface Zone {
  readonly start: number;
  readonly part: TurnPart;
  /** The turn that it belongs to; null outside any turn. */
  readonly turn: TurnBlock | null;
}

/**
 * Cuts a text into parts. Text between two turns is parted where the template's loop goes on to the next message, and where it is not
 * known by its tags; only the borders of assistant turns, which were derived, mean more than what is shown.
 *
 * ```
 * <s>      <|user|>  q1   <|end|>  \n         <|assistant|>  a1    <|end|>  \n
 * preamble header    body end      separator  header         body  end      separator
 * ```
 *
 * @param isPrompt whether the text ends with a generation prompt
 */
export function findZones(
  text: Prefix,
  conversation: Conversation,
  assistantTurns: readonly TurnBlock[],
  markup: Markup,
  isPrompt = false,
): readonly Zone[] {
  const blocks = findBlocks(text, conversation, assistantTurns);
  const zones: Zone[] = [];
  let last: TurnBlock | null = null;
  for (const turn of blocks) {
    openTurn(zones, text, last, turn, turn.bodyStart, markup);
    open(zones, turn.bodyStart, "body", turn);
    if (turn.end !== null) open(zones, turn.end[0], "end", turn);
    last = turn;
  }
  if (isPrompt) openTurn(zones, text, last, null, text.length, markup);
  else close(zones, text, last, text.length);
  if ((zones.at(-1)?.start ?? -1) >= text.length) zones.pop();
  return zones;
}

/** Adds the zone that begins at a position behind all others; one that would be empty gives way to it. */
function open(zones: Zone[], start: number, part: TurnPart, turn: TurnBlock | null): void {
  if ((zones.at(-1)?.start ?? -1) >= start) zones.pop();
  zones.push({ start, part, turn });
}

/** @param next null: a generation prompt follows */
function openTurn(
  zones: Zone[],
  text: Prefix,
  last: TurnBlock | null,
  next: TurnBlock | null,
  to: number,
  markup: Markup,
): void {
  const from = last === null ? 0 : endOf(last);
  const headerStart = from + headerStartIn(text, from, to, last, next, markup);
  close(zones, text, last, headerStart);
  open(zones, headerStart, next === null ? "generation-prompt" : "header", next);
}

/** Where the text between two turns becomes the second one's, from the first one's end. */
function headerStartIn(
  text: Prefix,
  from: number,
  to: number,
  last: TurnBlock | null,
  next: TurnBlock | null,
  markup: Markup,
): number {
  const lastMessage = Math.max(-1, ...(last?.messages ?? []));
  let isMarked = false;
  for (const { message, start } of text.templateText(from, to)) {
    const isNext = next !== null && (message > lastMessage || next.messages.includes(message));
    // What is printed behind the loop is the generation prompt, or a last message that is printed apart.
    if (isNext || (isMarked && message < 0)) return start - from;
    isMarked ||= message >= 0;
  }
  const gap = text.slice(from, to);
  if (isMarked && readGap(gap, markup).tags.length < 2) return gap.length;
  return unmarkedHeaderStart(gap, last, markup);
}

/** Without marks: the tags at the very start but the last are the preamble's; the first tag behind a turn of another role ends it. */
function unmarkedHeaderStart(gap: string, last: TurnBlock | null, markup: Markup): number {
  const { tags } = readGap(gap, markup);
  if (last === null) {
    let run = 0;
    while (run < tags.length && tags[run]?.start === (tags[run - 1]?.end ?? 0)) run++;
    return run < 2 ? 0 : (tags[run - 1]?.start ?? 0);
  }
  const [first, second] = tags;
  const end =
    last.end === null && second !== undefined && gap.slice(0, first?.start).trim() === "" ? (first?.end ?? 0) : 0;
  return end + (gap.length - end - gap.slice(end).trimStart().length);
}

/** What stands behind a turn and belongs to it: of an assistant turn a separator, of others their end, then white space. */
function close(zones: Zone[], text: Prefix, turn: TurnBlock | null, to: number): void {
  if (turn === null) return open(zones, 0, "preamble", null);
  const from = endOf(turn);
  if (turn.role === "assistant") return open(zones, from, "separator", turn);
  open(zones, from, "end", turn);
  open(zones, from + text.slice(from, to).trimEnd().length, "separator", turn);
}
