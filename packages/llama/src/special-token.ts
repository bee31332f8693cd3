import { TemplateError, type Conversation, type RenderOptions } from "@turnwise/core";

/**
 * A special token by the name that templates read; the conversation's template arguments win, as in `transformers`.
 *
 * @throws {TemplateError} if a template argument of that name is not text
 */
export function specialToken(
  family: string,
  name: "bos_token" | "eos_token",
  conversation: Conversation,
  options: RenderOptions,
): string | undefined {
  const argument = conversation.templateArguments?.[name];
  if (argument === undefined) return options.specialTokens[name];
  if (typeof argument === "string") return argument;
  throw new TemplateError(`${family}: the template argument ${name} is not text. Give a text, or leave it out.`);
}

/**
 * A special token where the template adds it to other text, which Jinja refuses for a token that the model lacks.
 *
 * @throws {TemplateError} if it is absent
 */
export function requiredSpecialToken(
  family: string,
  name: "bos_token" | "eos_token",
  conversation: Conversation,
  options: RenderOptions,
): string {
  const token = specialToken(family, name, conversation, options);
  if (token !== undefined) return token;
  throw new TemplateError(
    `${family}: the template prints ${name}, and the model has none. Add ${name} to the model's tokenizer_config.json.`,
  );
}
