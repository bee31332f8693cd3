import type { Conversation } from "../contracts/conversation.ts";
import { isReasoningTag } from "../turns/blocks.ts";
import type { DerivedTurn } from "../turns/derived-turn.ts";
import type { Markup } from "../turns/markup.ts";
import type { Prefix } from "../turns/prefix.ts";
import { CONVERSATIONS } from "./profile-conversations.ts";
import type { RenderedChat, RenderedChats } from "./rendered-chats.ts";

/**
 * Texts that look like control tokens and stand in the header, end or separator of a turn of any role. Bodies of answers are left
 * out, and so are blocks around reasoning and around tool results.
 */
export function turnMarkers(chats: RenderedChats, bos: string, markup: Markup): readonly string[] {
  const found = new Set<string>();
  for (const name of ["plain", "two turns", "system", "tool loop"] as const) {
    const chat = chats.chat(CONVERSATIONS[name]);
    if (chat instanceof Error) continue;
    const tags = textsAroundBodies(chat, bos).flatMap((text) => markup.tags(text).map((tag) => tag.text));
    for (const tag of tags) if (!isReasoningTag(tag) && !isWrapping(tag, tags)) found.add(tag);
  }
  return [...found];
}

/** Template text that is in no answer's body; where there are tools, behind the first user's data alone, as they may stand before. */
function textsAroundBodies({ prefixes, turns, conversation }: RenderedChat, bos: string): readonly string[] {
  const { whole } = prefixes;
  const hasTools = conversation.tools !== undefined;
  const texts: string[] = [];
  let position = hasTools ? (whole.dataOf(0).at(-1)?.end ?? 0) : bos.length;
  const pass = (start: number, end: number): void => {
    if (start > position) texts.push(whole.slice(position, start));
    position = Math.max(position, end);
  };
  const regions = [...turns.flatMap((turn) => bodyOf(turn, conversation, whole)), ...dataOfOthers(conversation, whole)];
  for (const [start, end] of regions.toSorted((a, b) => a[0] - b[0])) if (start >= position) pass(start, end);
  pass(whole.length, whole.length);
  for (const { messages, own } of turns) {
    const [prompt, before] = [prefixes.prompt(messages[0] ?? 0), prefixes.plain(messages[0] ?? 0)];
    if (prompt !== null && before !== null && prompt.startsWith(before)) texts.push(prompt.slice(before.length));
    if (own !== null) texts.push(own.stop);
  }
  return texts;
}

type Region = readonly [start: number, end: number];

/** Of a call all up to its stop token: what closes it is no end of a turn. */
function bodyOf({ messages, rendered }: DerivedTurn, chat: Conversation, whole: Prefix): readonly Region[] {
  const data = messages.flatMap((message) => whole.dataOf(message));
  const [first, last] = [data[0], data.at(-1)];
  if (rendered === null) return first === undefined || last === undefined ? [] : [[first.start, last.end]];
  if (messages.some((message) => chat.messages[message]?.tool_calls !== undefined)) return [rendered];
  const lastInTurn = data.findLast(({ end }) => end <= rendered[1]);
  return [[rendered[0], Math.max(rendered[0], lastInTurn?.end ?? 0)]];
}

function dataOfOthers({ messages }: Conversation, whole: Prefix): readonly Region[] {
  return messages.flatMap(({ role }, message) =>
    role === "assistant" ? [] : whole.dataOf(message).map(({ start, end }): Region => [start, end]),
  );
}

/** `<tool_response>` around a result formats it; `[INST]` and `<s>` do not wrap in that sense. */
function isWrapping(tag: string, tags: readonly string[]): boolean {
  const name = /^<\/?([a-z][a-z_]+)>$/.exec(tag)?.[1];
  return name !== undefined && tags.includes(`</${name}>`);
}
