import type { Message } from "../contracts/message.ts";
import { TemplateError } from "../errors/template-error.ts";

/**
 * What the templates of Gemma 1 to 3, Llama 2 and others demand of each message: every second one from `first` on, that one
 * included, is the user's, and no other.
 *
 * @param first 1 behind a leading system message, else 0
 * @throws {TemplateError} in the templates' words
 */
export function requireAlternation(family: string, { role }: Message, index: number, first: number): void {
  if ((role === "user") === ((index - first) % 2 === 0)) return;
  throw new TemplateError(
    "Conversation roles must alternate user/assistant/user/assistant/... " +
      `${family}: message ${index} has role ${JSON.stringify(role)}. Merge or remove messages until they do.`,
    { message: index, field: "role" },
  );
}
