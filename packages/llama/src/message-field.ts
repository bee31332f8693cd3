import type { Json, Message } from "@turnwise/core";

/** A field of a message as templates see it: null counts as absent, because `transformers` drops such keys before rendering. */
export function messageField(message: Message, name: string): Json | undefined {
  const value = message[name];
  return value === null ? undefined : value;
}
