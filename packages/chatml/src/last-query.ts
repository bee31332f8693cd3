import type { Message } from "@turnwise/core";

/** Whether the text of a user's message asks; else it is a tool result in disguise. */
export function isQuery(text: string): boolean {
  return !(text.startsWith("<tool_response>") && text.endsWith("</tool_response>"));
}

/**
 * Whether the answers among the first `count` messages stand on the same side of the last query there as in the whole conversation: a
 * template that shows the reasoning of those behind it then prints both alike. False where content other than text would have to be read.
 */
export function keepsLastQuery(messages: readonly Message[], count: number): boolean {
  if (asks(messages[count - 1])) return true;
  return !messages.some(({ role }, index) => role === "user" && index >= count) && messages.slice(0, count).some(asks);
}

function asks(message: Message | undefined): boolean {
  return message?.role === "user" && typeof message.content === "string" && isQuery(message.content.trim());
}
