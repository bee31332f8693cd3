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
  const firstEnd = turns[0]?.rendered?.[1] ?? whole.dataOf(1).at(-1)?.end ?? 0;
  const before = whole.slice(Math.min(firstEnd, second.start), second.start);
  const common = commonEnd(whole.slice(0, first.start), before);
  let start = before.length - common;
  for (const tag of markup.tags(before)) if (tag.start < start && start < tag.end) start = tag.end;
  return before.slice(start).trimStart();
}

function commonEnd(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  let length = 0;
  while (length < shorter && left.at(-1 - length) === right.at(-1 - length)) length++;
  return length;
}
