import type { Conversation } from "../contracts/conversation.ts";
import type { Json } from "../contracts/json.ts";

/** The conversation with these template arguments, where it does not bring its own. */
export function withArguments(
  conversation: Conversation,
  templateArguments: Readonly<Record<string, Json>>,
): Conversation {
  if (Object.keys(templateArguments).length === 0) return conversation;
  return { ...conversation, templateArguments: { ...templateArguments, ...conversation.templateArguments } };
}
