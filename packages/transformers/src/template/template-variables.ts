import { isJsonArray, RowError, type Conversation, type Message, type RenderOptions } from "@turnwise/core";

/** Fields that steer masks and never reach a template. */
const OWN_FIELDS: readonly string[] = ["train", "weight"];

/** What a template can read: as `apply_chat_template` of `transformers` gives it. Arguments win over everything else. */
export function templateVariables(
  { messages, tools, templateArguments }: Conversation,
  { specialTokens, addGenerationPrompt }: RenderOptions,
): Readonly<Record<string, unknown>> {
  return {
    documents: null,
    ...specialTokens,
    messages: messages.map(fieldsOf),
    tools: tools ?? null,
    add_generation_prompt: addGenerationPrompt,
    ...templateArguments,
  };
}

/** Keys whose value is null are dropped. */
function fieldsOf(message: Message): Message | ReadonlyMap<string, unknown> {
  const names = Object.keys(message);
  if (Object.getPrototypeOf(message) === Object.prototype && names.every((name) => isRead(name, message[name]))) {
    return message;
  }
  const fields = new Map<string, unknown>();
  for (const name of names) if (isRead(name, message[name])) fields.set(name, message[name]);
  return fields;
}

function isRead(name: string, value: unknown): boolean {
  return value !== null && value !== undefined && !OWN_FIELDS.includes(name);
}

/** @throws {RowError} `template-argument` for arguments that would replace the conversation */
export function checkArguments({ templateArguments }: Conversation): void {
  for (const name of ["messages", "add_generation_prompt"]) {
    if (templateArguments !== undefined && Object.hasOwn(templateArguments, name)) {
      throw new RowError("template-argument", `the template argument ${name} is the renderer's to set; remove it`);
    }
  }
  const tools = templateArguments?.["tools"];
  if (tools !== undefined && !isJsonArray(tools)) {
    throw new RowError("template-argument", "the template argument tools is no list; give tools in the row instead");
  }
}
