import type { Conversation } from "../contracts/conversation.ts";
import type { RenderOptions } from "../contracts/template-renderer.ts";
import { TemplateError } from "../errors/template-error.ts";

/**
 * A special token by the name that templates read, such as `bos_token`; undefined if the model lacks it. A template argument of
 * that name wins, as in `apply_chat_template` of `transformers`.
 *
 * @throws {TemplateError} if the argument is not text
 */
export function specialToken(
  family: string,
  name: string,
  conversation: Conversation,
  options: RenderOptions,
): string | undefined {
  const argument = conversation.templateArguments?.[name];
  if (argument === undefined) return options.specialTokens[name];
  if (typeof argument === "string") return argument;
  throw new TemplateError(`${family}: the template argument ${name} is not text. Give a text, or leave it out.`);
}
