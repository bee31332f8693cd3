import type { Prefix } from "../turns/prefix.ts";
import { padded, ROLES } from "./profile-conversations.ts";
import type { RenderedChat, RenderedChats } from "./rendered-chats.ts";
import type { RoleProfile } from "./template-profile.ts";

/** What is known of headers before the roles are looked at. */
export interface KnownHeaders {
  readonly bos: string;
  readonly user: string;
  readonly assistant: string | null;
}

/** For each role that chats have: whether it is printed, behind which header, and what becomes of white space. */
export function roleProfiles(chats: RenderedChats, known: KnownHeaders): readonly RoleProfile[] {
  return ROLES.map(([role, conversation, message]): RoleProfile => {
    const chat = chats.chat(conversation);
    if (chat instanceof Error) return { role, use: "refused", header: null, trims: null, refusal: chat.message };
    const isPrinted = chat.prefixes.whole.dataOf(message).length > 0;
    if (!isPrinted) return { role, use: "dropped", header: null, trims: null, refusal: null };
    const trims = trimsOf(chats.chat(padded(conversation, message)), message);
    return { role, use: "printed", header: headerOf(role, chat, message, known), trims, refusal: null };
  });
}

function headerOf(role: string, chat: RenderedChat, message: number, known: KnownHeaders): string | null {
  if (role === "user") return known.user;
  if (role === "assistant") return known.assistant;
  const { whole } = chat.prefixes;
  const start = whole.dataOf(message)[0]?.start ?? 0;
  const printed = printedAtMessage(whole, start, message);
  if (printed !== null) return printed;
  const turnBefore = chat.turns.find(({ messages }) => messages.at(-1) === message - 1);
  const end = message === 0 ? known.bos.length : (turnBefore?.rendered?.[1] ?? whole.dataOf(message - 1).at(-1)?.end);
  return end === undefined || end > start ? null : whole.slice(end, start).trimStart();
}

/** What the template printed right before the data, while its loop stood at the message; null where that is not known. */
function printedAtMessage(whole: Prefix, start: number, message: number): string | null {
  const pieces = whole.templateText(0, start);
  const other = pieces.findLastIndex((piece) => piece.message !== message);
  const own = pieces.slice(other + 1).map((piece) => whole.slice(piece.start, piece.end));
  return own.length === 0 ? null : own.join("");
}

/** From how the content is printed that has white space at both edges. */
function trimsOf(chat: RenderedChat | Error, message: number): RoleProfile["trims"] {
  if (chat instanceof Error) return null;
  const { whole } = chat.prefixes;
  const pieces = whole.dataOf(message);
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (first === undefined || last === undefined) return null;
  const [start, end] = [whole.slice(first.start, first.end), whole.slice(last.start, last.end)];
  const isTrimmedRight = end.trimEnd() === end;
  if (start.trimStart() === start) return isTrimmedRight ? "both" : "left";
  return isTrimmedRight ? "right" : "none";
}
