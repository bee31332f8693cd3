import { TemplateError, type Message } from "@turnwise/core";

/** A conversation, its leading system message apart. Indexes are those of the whole conversation. */
export interface SystemAndDialogue {
  readonly system: Message | null;
  /** Index of the first message of the dialogue: 1 behind a system message, else 0. */
  readonly first: number;
}

/** @throws {TemplateError} for a conversation without messages, which these templates cannot print */
export function systemAndDialogue(family: string, messages: readonly Message[]): SystemAndDialogue {
  const [first] = messages;
  if (first === undefined) throw new TemplateError(`${family}: the conversation has no messages. Give at least one.`);
  return first.role === "system" ? { system: first, first: 1 } : { system: null, first: 0 };
}
