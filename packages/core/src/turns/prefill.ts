import type { Conversation } from "../contracts/conversation.ts";
import type { Json } from "../contracts/json.ts";
import type { Message } from "../contracts/message.ts";
import { RowError } from "../errors/row-error.ts";
import { entriesOf, isJsonArray, isJsonObject, valueAt } from "../json/json-object.ts";
import { pythonStrip } from "../rendering/python-strip.ts";

/** The beginning of an answer: a last assistant message that is to be continued, so its turn has no end. */
export interface Prefill {
  /** Index of the message. */
  readonly message: number;
  /** Path of the text that is continued, as renderings name it: `content`, `content[1].text`, `reasoning_content`. */
  readonly field: string;
  readonly text: string;
  /** The conversation with `PREFILL_MARK` behind that text. */
  readonly marked: Conversation;
}

/** Stands behind the text while it is rendered; its space tells whether the template trims. As transformers 5.23, `render_jinja_template`. */
export const PREFILL_MARK = "CONTINUE_FINAL_MESSAGE_TAG ";

/** Names of a message's reasoning, as transformers 5.23; renderings know it by the first one. */
const REASONING_FIELDS: readonly string[] = ["reasoning_content", "thinking", "reasoning"];

/** Whether these messages, in order, end with the one that is to be continued. */
export function isContinued(conversation: Conversation, messages: readonly number[]): boolean {
  const last = conversation.messages.length - 1;
  return messages.at(-1) === last && continuedField(conversation) !== null;
}

/** Whether it is the reasoning of the last message that is to be continued, and not its answer. */
export function continuesReasoning(conversation: Conversation): boolean {
  return REASONING_FIELDS.includes(continuedField(conversation) ?? "");
}

/**
 * The last message, if the row says that it is to be continued: by `continueFinalMessage`, or by `prefix: true` in the message itself.
 *
 * @throws {RowError} `bad-prefill` for what cannot be continued
 */
export function findPrefill(conversation: Conversation): Prefill | null {
  const { messages } = conversation;
  const last = messages.length - 1;
  const misplaced = messages.findIndex(
    ({ role, prefix }, index) => role === "assistant" && prefix === true && index < last,
  );
  if (misplaced >= 0) {
    refuse(`message ${misplaced} has prefix: true, and messages follow it`, "Take it out, or the messages", misplaced);
  }
  const field = continuedField(conversation);
  if (field === null) return null;
  const message = messages[last];
  if (message?.role !== "assistant") {
    refuse(`the last message is of ${message?.role ?? "nobody"}`, "Take continue_final_message out", last);
  }
  if ((message.tool_calls?.length ?? 0) > 0) {
    refuse(
      `message ${last} has tool calls, which would stand behind the text that is continued`,
      "Take them out, or let the message end",
      last,
    );
  }
  return markedBehind(conversation, message, field);
}

function continuedField({ messages, continueFinalMessage = false }: Conversation): string | null {
  if (typeof continueFinalMessage === "string") return continueFinalMessage;
  const last = messages.at(-1);
  return continueFinalMessage || (last?.role === "assistant" && last["prefix"] === true) ? "content" : null;
}

function markedBehind(conversation: Conversation, message: Message, field: string): Prefill {
  const last = conversation.messages.length - 1;
  const isReasoning = REASONING_FIELDS.includes(field);
  if (field !== "content" && !isReasoning) {
    refuse(
      `continue_final_message is ${JSON.stringify(field)}`,
      `It is true, or the name of a field: content, ${REASONING_FIELDS.join(", ")}`,
      last,
    );
  }
  const value = message[field] ?? null;
  const [path, text] = textToContinue(value, isReasoning ? "reasoning_content" : field);
  if (pythonStrip(text).text === "") {
    refuse(
      `message ${last} has no text in ${field} that could be continued`,
      "Begin the answer there, or take the message out",
      last,
    );
  }
  const copies = isReasoning ? REASONING_FIELDS.filter((name) => message[name] === value) : [field];
  const marked: Message = { ...message, ...Object.fromEntries(copies.map((name) => [name, withMark(value)])) };
  return {
    message: last,
    field: path,
    text,
    marked: { ...conversation, messages: [...conversation.messages.slice(0, -1), marked] },
  };
}

/** The text itself, or the last one of content parts. */
function textToContinue(value: Json, field: string): readonly [path: string, text: string] {
  if (typeof value === "string") return [field, value];
  const parts = isJsonArray(value) ? value : [];
  const text = valueAtPart(parts.at(-1));
  return [`${field}[${parts.length - 1}].text`, text ?? ""];
}

function withMark(value: Json): Json {
  if (typeof value === "string") return value + PREFILL_MARK;
  if (!isJsonArray(value)) return value;
  return value.map((part, index) =>
    index === value.length - 1 && isJsonObject(part)
      ? new Map([...entriesOf(part), ["text", (valueAtPart(part) ?? "") + PREFILL_MARK]])
      : part,
  );
}

function valueAtPart(part: Json | undefined): string | null {
  const text = isJsonObject(part) ? valueAt(part, "text") : undefined;
  return typeof text === "string" ? text : null;
}

function refuse(found: string, remedy: string, message: number): never {
  throw new RowError(
    "bad-prefill",
    `a message that is to be continued is the assistant's, the last one, and begins with text: ${found}. ${remedy}.`,
    { message },
  );
}
