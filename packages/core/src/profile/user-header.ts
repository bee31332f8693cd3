import type { Markup } from "../turns/markup.ts";
import type { RenderedChat } from "./rendered-chats.ts";

/**
 * What stands before a user's message, whether it is the first or not: the common end of what the template prints before both users'
 * data in a plain conversation of two turns, from its first tag or word on.
 *
 * ```
 * <s>You are helpful.<|end|>\n<|user|>\nqone          <|user|>\n
 * <|end|>\n<|user|>\nqtwo
 * ```
 */
export function userHeader({ prefixes: { whole }, turns }: RenderedChat, markup: Markup): string {
  const [first, second] = [whole.dataOf(0)[0], whole.dataOf(2)[0]];
  if (first === undefined || second === undefined) return "";
  const before = whole.slice(0, first.start);
  const dataEnd = whole.dataOf(1).at(-1)?.end ?? 0;
  const turnEnd = Math.min(turns[0]?.rendered?.[1] ?? dataEnd, second.start);
  const header = commonHeader(before, whole.slice(turnEnd, second.start), markup);
  // The token that opens a user's turn may be what ends the answer before: GLM's `<|user|>`.
  return header === ""
    ? commonHeader(before, whole.slice(Math.min(dataEnd, second.start), second.start), markup)
    : header;
}

function commonHeader(left: string, right: string, markup: Markup): string {
  let start = right.length - commonEnd(left, right);
  for (const tag of markup.tags(right)) if (tag.start < start && start < tag.end) start = tag.end;
  return right.slice(start).trimStart();
}

function commonEnd(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  let length = 0;
  while (length < shorter && left.at(-1 - length) === right.at(-1 - length)) length++;
  return length;
}
