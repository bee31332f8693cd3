import type { Conversation } from "../contracts/conversation.ts";

/** The conversation with roles read as others, `{ critic: "user" }`; the same one where nothing is renamed. */
export function readRoles(conversation: Conversation, roles: Readonly<Record<string, string>>): Conversation {
  const isRenamed = conversation.messages.some(({ role }) => Object.hasOwn(roles, role));
  if (!isRenamed) return conversation;
  const messages = conversation.messages.map((message) => ({ ...message, role: renamed(message.role, roles) }));
  return { ...conversation, messages };
}

function renamed(role: string, roles: Readonly<Record<string, string>>): string {
  return Object.hasOwn(roles, role) ? (roles[role] ?? role) : role;
}
