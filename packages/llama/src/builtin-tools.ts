import { isJsonArray, TemplateError, type Conversation } from "@turnwise/core";

/**
 * The template argument `builtin_tools` of Llama 3.1, such as `["brave_search", "code_interpreter"]`; null if not given.
 *
 * @throws {TemplateError} if it is not a list of texts
 */
export function builtinToolsOf(family: string, conversation: Conversation): readonly string[] | null {
  const given = conversation.templateArguments?.["builtin_tools"];
  if (given === undefined) return null;
  if (isJsonArray(given) && given.every((name) => typeof name === "string")) return given;
  throw new TemplateError(
    `${family}: the template argument builtin_tools is not a list of texts. Give a list such as ["brave_search"], or leave it out.`,
  );
}
