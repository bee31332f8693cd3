import { isReasoningTag } from "../turns/blocks.ts";
import type { Markup } from "../turns/markup.ts";
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
    for (const text of textsAroundBodies(chat, name === "tool loop" ? 0 : -1, bos)) {
      const tags = markup.tags(text).map((tag) => tag.text);
      for (const tag of tags) if (!isReasoningTag(tag) && !isWrapping(tag, tags)) found.add(tag);
    }
  }
  return [...found];
}

/** Template text that is not in the body of an answer; behind the data of the message `from`, where tools may stand before. */
function textsAroundBodies(
  { prefixes, turns, conversation }: RenderedChat,
  from: number,
  bos: string,
): readonly string[] {
  const { whole } = prefixes;
  const texts: string[] = [];
  let position = from < 0 ? bos.length : (whole.dataOf(from).at(-1)?.end ?? 0);
  const pass = (start: number, end: number): void => {
    if (start > position) texts.push(whole.slice(position, start));
    position = Math.max(position, end);
  };
  const regions = [...turns.flatMap((turn) => bodyOf(turn, whole)), ...dataOfOthers(conversation, whole)];
  for (const [start, end] of regions.toSorted((a, b) => a[0] - b[0])) if (start >= position) pass(start, end);
  pass(whole.length, whole.length);
  for (const {
    messages: [message = 0],
  } of turns) {
    const [prompt, before] = [prefixes.prompt(message), prefixes.plain(message)];
    if (prompt !== null && before !== null && prompt.startsWith(before)) texts.push(prompt.slice(before.length));
  }
  return texts;
}

type Region = readonly [start: number, end: number];

function bodyOf(
  { messages, rendered }: RenderedChat["turns"][number],
  whole: RenderedChat["prefixes"]["whole"],
): readonly Region[] {
  const data = messages.flatMap((message) => whole.dataOf(message));
  const [first, last] = [data[0], data.at(-1)];
  if (rendered === null) return first === undefined || last === undefined ? [] : [[first.start, last.end]];
  const lastInTurn = data.findLast(({ end }) => end <= rendered[1]);
  return [[rendered[0], Math.max(rendered[0], lastInTurn?.end ?? 0)]];
}

function dataOfOthers(
  { messages }: RenderedChat["conversation"],
  whole: RenderedChat["prefixes"]["whole"],
): readonly Region[] {
  return messages.flatMap(({ role }, message) =>
    role === "assistant" ? [] : whole.dataOf(message).map(({ start, end }): Region => [start, end]),
  );
}

/** `<tool_response>` around a result formats it; `[INST]` and `<s>` do not wrap in that sense. */
function isWrapping(tag: string, tags: readonly string[]): boolean {
  const name = /^<\/?([a-z][a-z_]+)>$/.exec(tag)?.[1];
  return name !== undefined && tags.includes(`</${name}>`);
}
