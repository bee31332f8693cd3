import type { Markup } from "../turns/markup.ts";
import { printsTime } from "./clock-use.ts";
import type { RenderedChat, RenderedChats } from "./rendered-chats.ts";
import type { InsertedText } from "./template-profile.ts";

const DATE = /\b\d{1,2} (?:[A-Z][a-z]{2,8}) \d{4}\b|\b[A-Z][a-z]{2,8} \d{1,2}, \d{4}\b|\b\d{4}-\d{2}-\d{2}\b/;

/** Words that the template prints before the first user where there is no system message: a default system prompt, a date. */
export function insertedText(
  chats: RenderedChats,
  chat: RenderedChat,
  parts: { readonly bos: string; readonly userHeader: string; readonly markup: Markup },
): InsertedText | null {
  const { whole } = chat.prefixes;
  const before = whole.slice(parts.bos.length, whole.dataOf(0)[0]?.start ?? 0);
  const text = before.endsWith(parts.userHeader) ? before.slice(0, before.length - parts.userHeader.length) : before;
  if (!isProse(text, parts.markup)) return null;
  return { text, date: printsTime(chats, chat) ? "clock" : DATE.test(text) ? "fixed" : null };
}

/** Words between tags, or a few of them: neither `[gMASK]<sop>` nor `[Round 1`. */
function isProse(text: string, markup: Markup): boolean {
  const rest = withoutTags(text, markup);
  if (!/\p{L}{2}/u.test(rest)) return false;
  return rest !== text || rest.trim().split(/\s+/).length >= 3;
}

function withoutTags(text: string, markup: Markup): string {
  let rest = "";
  let position = 0;
  for (const { start, end } of markup.tags(text)) {
    rest += text.slice(position, start);
    position = end;
  }
  return (rest + text.slice(position)).replaceAll(/\[\w+\]/g, "");
}
