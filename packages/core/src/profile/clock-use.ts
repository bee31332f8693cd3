import { CONVERSATIONS } from "./profile-conversations.ts";
import type { RenderedChat, RenderedChats } from "./rendered-chats.ts";
import type { TemplateProfile } from "./template-profile.ts";

/** Another year, month, day, weekday, hour and minute, whatever the clock says. */
const LATER_MILLISECONDS = (3 * 365 + 100) * 86_400_000 + 5 * 3_600_000 + 7 * 60_000;

/** Whether the time stands in anything that the template prints for small conversations. */
export function clockUse(chats: RenderedChats, isNamed: boolean): TemplateProfile["clock"] {
  const isPrinted = [CONVERSATIONS.plain, CONVERSATIONS.system, CONVERSATIONS["tool loop"]].some((conversation) => {
    const chat = chats.chat(conversation);
    return !(chat instanceof Error) && printsTime(chats, chat);
  });
  if (isPrinted) return "printed";
  return isNamed ? "named" : "unused";
}

/** Whether the conversation is printed otherwise at another time. */
export function printsTime(chats: RenderedChats, { conversation, prefixes: { full } }: RenderedChat): boolean {
  const later = new Date(chats.settings.clock.getTime() + LATER_MILLISECONDS);
  const text = chats.textAt(later, conversation);
  return text !== null && text !== full.text;
}
