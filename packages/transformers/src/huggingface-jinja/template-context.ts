import {
  pythonLeftStrip,
  pythonRightStrip,
  RowError,
  type Conversation,
  type Json,
  type Message,
  type RenderOptions,
  type RowPlace,
} from "@turnwise/core";
import { toPlainJson } from "./to-plain-json.ts";

/** Fields that steer masks and never reach a template. */
const OWN_FIELDS = ["train", "weight"];

/** What a template can read: as `apply_chat_template` of `transformers` gives it. */
export function templateContext(
  conversation: Conversation,
  options: RenderOptions,
  strips: boolean,
): Record<string, unknown> {
  const plain = (value: Json, at?: RowPlace): unknown => toPlainJson(value, (text) => checkText(text, strips, at), at);
  const context: Record<string, unknown> = {
    documents: null,
    ...options.specialTokens,
    messages: conversation.messages.map((message, index) => messageFields(message, index, plain)),
    tools: plain(conversation.tools ?? null),
    add_generation_prompt: options.addGenerationPrompt,
  };
  for (const [name, value] of Object.entries(conversation.templateArguments ?? {})) context[name] = plain(value);
  return context;
}

/** Keys whose value is null are dropped. */
function messageFields(
  message: Message,
  index: number,
  plain: (value: Json, at?: RowPlace) => unknown,
): Readonly<Record<string, unknown>> {
  const fields = Object.entries(message).flatMap(([field, value]): [string, unknown][] =>
    value === null || value === undefined || OWN_FIELDS.includes(field)
      ? []
      : [[field, plain(value, { message: index, field })]],
  );
  return Object.fromEntries(fields);
}

function checkText(text: string, strips: boolean, at: RowPlace | undefined): void {
  if (strips && stripsDifferently(text)) {
    throw new RowError(
      "template-engine-differs",
      `${JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)} begins or ends with white space that Python and @huggingface/jinja strip differently. Remove it.`,
      at,
    );
  }
}

/** Python strips U+001C–1F and U+0085 and keeps U+FEFF; JavaScript, and so the engine, the other way round. */
function stripsDifferently(text: string): boolean {
  return (
    pythonLeftStrip(text).text.length !== text.trimStart().length ||
    pythonRightStrip(text).length !== text.trimEnd().length
  );
}
