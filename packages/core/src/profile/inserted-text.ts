import type { Markup } from "../turns/markup.ts";
import { CONVERSATIONS } from "./profile-conversations.ts";
import type { RenderedChat, RenderedChats } from "./rendered-chats.ts";
import type { InsertedText, TemplateProfile } from "./template-profile.ts";

/** Another year, month, day, weekday, hour and minute, whatever the clock says. */
const LATER_MILLISECONDS = (3 * 365 + 100) * 86_400_000 + 5 * 3_600_000 + 7 * 60_000;

const DATE = /\b\d{1,2} (?:[A-Z][a-z]{2,8}) \d{4}\b|\b[A-Z][a-z]{2,8} \d{1,2}, \d{4}\b|\b\d{4}-\d{2}-\d{2}\b/;

/** Words that the template prints before the first user where there is no system message: a default system prompt, a date. */
export function insertedText(
  chats: RenderedChats,
  { prefixes: { whole, full }, conversation }: RenderedChat,
  parts: { readonly bos: string; readonly userHeader: string; readonly markup: Markup },
): InsertedText | null {
  const before = whole.slice(parts.bos.length, whole.dataOf(0)[0]?.start ?? 0);
  const text = before.endsWith(parts.userHeader) ? before.slice(0, before.length - parts.userHeader.length) : before;
  if (!isProse(text, parts.markup)) return null;
  const isRead = (chats.textAt(later(chats.settings.clock), conversation) ?? full.text) !== full.text;
  return { text, date: isRead ? "clock" : DATE.test(text) ? "fixed" : null };
}

/** Whether the time stands in anything that the template prints for small conversations. */
export function clockUse(chats: RenderedChats, isNamed: boolean): TemplateProfile["clock"] {
  const clock = later(chats.settings.clock);
  const isPrinted = [CONVERSATIONS.plain, CONVERSATIONS.system, CONVERSATIONS["tool loop"]].some((conversation) => {
    const chat = chats.chat(conversation);
    if (chat instanceof Error) return false;
    const text = chats.textAt(clock, conversation);
    return text !== null && text !== chat.prefixes.full.text;
  });
  if (isPrinted) return "printed";
  return isNamed ? "named" : "unused";
}

function later(clock: Date): Date {
  return new Date(clock.getTime() + LATER_MILLISECONDS);
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
