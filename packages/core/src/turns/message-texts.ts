import type { Json } from "../contracts/json.ts";
import type { Message } from "../contracts/message.ts";
import { entriesOf, isJsonArray, isJsonObject } from "../json/json-object.ts";
import { orTooDeep } from "../json/or-too-deep.ts";

/** A text of a message that a template may print. */
export interface MessageText {
  /** The message's field: `tool_calls`. */
  readonly field: string;
  /** `tool_calls[0].function.name` */
  readonly path: string;
  readonly text: string;
}

/** What an assistant message thinks, says and does. */
const SPOKEN_FIELDS = ["content", "reasoning_content", "thinking", "reasoning", "tool_calls"];

/** Renderings call a field by one name, whatever the template reads it by. */
const ALIASES: Readonly<Record<string, string>> = { thinking: "reasoning_content" };

/** Say what a value is, and are not printed for their own sake. */
const LABELS = new Set(["type", "id"]);

/**
 * Every text in what a message thinks, says and does that is not blank.
 *
 * @throws {RowError} `nested-too-deep`
 */
export function textsOf(message: Message): readonly MessageText[] {
  const texts: MessageText[] = [];
  orTooDeep(() => {
    for (const field of SPOKEN_FIELDS) collect(message[field], field, ALIASES[field] ?? field, texts);
  });
  return texts;
}

function collect(value: Json | undefined, field: string, path: string, texts: MessageText[]): void {
  if (typeof value === "string") {
    if (value.trim() !== "") texts.push({ field, path, text: value });
  } else if (isJsonArray(value)) {
    value.forEach((item, index) => collect(item, field, `${path}[${index}]`, texts));
  } else if (isJsonObject(value)) {
    for (const [key, item] of entriesOf(value)) if (!LABELS.has(key)) collect(item, field, `${path}.${key}`, texts);
  }
}
