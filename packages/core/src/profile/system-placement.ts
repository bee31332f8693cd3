import { CONVERSATIONS } from "./profile-conversations.ts";
import type { RenderedChats } from "./rendered-chats.ts";
import type { SystemPlacement } from "./template-profile.ts";

/** Where a system message's text stands, seen from the data alone. */
export function systemPlacement(chats: RenderedChats, header: string, isInserted: boolean): SystemPlacement {
  const chat = chats.chat(CONVERSATIONS.system);
  if (chat instanceof Error) return "refused";
  const { prefixes, turns } = chat;
  const { whole } = prefixes;
  if (whole.length === 0) return null;
  const [system, firstUser] = [whole.dataOf(0)[0], whole.dataOf(1)[0]];
  if (system === undefined) {
    const isInPrompt = turns.some(
      ({ messages: [message = 0] }) => (prefixes.prompt(message)?.dataOf(0).length ?? 0) > 0,
    );
    return isInPrompt ? "at-inference" : "dropped";
  }
  if (firstUser === undefined) return null;
  if (firstUser.start < system.start) return "moved";
  if (header === "" || !whole.slice(system.end, firstUser.start).endsWith(header)) return "folded";
  return isInserted ? "always" : "turn";
}
