import type { Conversation } from "../contracts/conversation.ts";
import type { Diagnostic } from "../contracts/diagnostic.ts";
import type { Json } from "../contracts/json.ts";
import type { Message } from "../contracts/message.ts";
import { isJsonArray, isJsonObject, valueAt } from "../json/json-object.ts";
import { unsupportedPart } from "../rendering/unreadable-content.ts";

/**
 * For templates that read text alone: content parts become one text, as chat servers do before rendering.
 *
 * @param renderer whose name errors begin with
 * @throws {RowError} `unsupported-part` for a part that is no text
 */
export function joinContentParts(
  conversation: Conversation,
  renderer: string,
): {
  readonly conversation: Conversation;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (!conversation.messages.some((message) => isJsonArray(message.content))) return { conversation, diagnostics: [] };
  let count = 0;
  const messages = conversation.messages.map((message, index): Message => {
    if (!isJsonArray(message.content)) return message;
    count++;
    return { ...message, content: message.content.map((part, at) => textOf(renderer, part, index, at)).join("") };
  });
  const diagnostic = { code: "content-parts-joined", message: "text parts of a message joined to one text", count };
  return { conversation: { ...conversation, messages }, diagnostics: [diagnostic] };
}

function textOf(renderer: string, part: Json, message: number, at: number): string {
  const text = isJsonObject(part) ? valueAt(part, "text") : undefined;
  const type = isJsonObject(part) ? valueAt(part, "type") : undefined;
  if (typeof text === "string" && (type === "text" || type === undefined)) return text;
  throw unsupportedPart(renderer, part, { message, field: `content[${at}]` });
}
