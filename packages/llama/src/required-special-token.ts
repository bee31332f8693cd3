import { specialToken, TemplateError, type Conversation, type RenderOptions } from "@turnwise/core";

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
