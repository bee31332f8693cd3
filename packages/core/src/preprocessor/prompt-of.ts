import type { Conversation } from "../contracts/conversation.ts";
import { RowError } from "../errors/row-error.ts";

/**
 * The conversation without its last assistant message: what the classic recipe renders with a generation prompt.
 *
 * @throws {RowError} `no-final-answer`
 */
export function promptOf(conversation: Conversation): Conversation {
  const last = conversation.messages.at(-1);
  if (last?.role !== "assistant") {
    throw new RowError(
      "no-final-answer",
      `the row ends with a message of ${last?.role ?? "nobody"}; the recipe prompt-length trains the last answer, so the last message must be the assistant's`,
      { message: conversation.messages.length - 1 },
    );
  }
  return { ...conversation, messages: conversation.messages.slice(0, -1) };
}
