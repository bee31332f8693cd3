import { createHash } from "node:crypto";
import { entriesOf, isJsonArray, isJsonObject, type Conversation, type Json } from "@turnwise/core";

/** Bytes of a fingerprint: of a thousand million conversations no two share one by chance. */
export const FINGERPRINT_BYTES = 16;

/**
 * What conversations share that are the same: messages with all their fields, tools, template arguments. The order of keys counts where
 * templates print it, inside of tool calls, tools and content parts; that of a message's own fields and of template arguments does not. A
 * number counts as it is written: 2 and 2.0 print differently.
 *
 * @returns the first 16 bytes of a SHA-256
 * @example
 * conversationFingerprint({ messages: [{ role: "user", content: "Hello" }] }); // Uint8Array(16)
 */
export function conversationFingerprint(conversation: Conversation): Uint8Array {
  const { messages, tools = null, templateArguments = {}, continueFinalMessage = false } = conversation;
  const text = [
    ...messages.map((message) => fieldsOf(message)),
    tools === null ? "null" : valueOf(tools),
    fieldsOf(templateArguments),
    valueOf(continueFinalMessage),
  ].join("\n");
  return createHash("sha256").update(text).digest().subarray(0, FINGERPRINT_BYTES);
}

/** Sorted by name, so that no order of columns counts. */
function fieldsOf(fields: Readonly<Record<string, Json | undefined>>): string {
  const names = Object.keys(fields).filter((name) => fields[name] !== undefined);
  return names
    .toSorted()
    .map((name) => `${JSON.stringify(name)}:${valueOf(fields[name] ?? null)}`)
    .join();
}

/** JSON text with the order of keys and the spelling of numbers that the value has. */
function valueOf(value: Json): string {
  if (isJsonArray(value)) return `[${value.map(valueOf).join()}]`;
  if (isJsonObject(value)) {
    return `{${Array.from(entriesOf(value), ([key, inner]) => `${JSON.stringify(key)}:${valueOf(inner)}`).join()}}`;
  }
  return typeof value === "object" && value !== null ? value.lexeme : JSON.stringify(value);
}
