import { entriesOf, isJsonArray, isJsonObject, RowError, valueAt, type Json, type JsonObject } from "@turnwise/core";
import { checkText } from "./check-text.ts";
import { CONTINUE_FINAL_MESSAGE } from "./read-continue-final-message.ts";
import { shown } from "./shown.ts";

/** What the rendering itself decides; transformers refuses these twice, too. */
const RESERVED: ReadonlySet<string> = new Set(["messages", "tools", "add_generation_prompt"]);

/**
 * What a template may read besides the messages and tools: the columns `chat_template_kwargs` and `documents`.
 *
 * @throws {RowError} `bad-template-arguments`
 */
export function readTemplateArguments(row: JsonObject): Readonly<Record<string, Json>> | undefined {
  const given = valueAt(row, "chat_template_kwargs") ?? null;
  const documents = valueAt(row, "documents") ?? null;
  if (given !== null && !isJsonObject(given)) {
    refuse(`chat_template_kwargs is ${shown(given)}; it must be an object such as {"enable_thinking": false}.`);
  }
  const entries = given === null ? [] : [...entriesOf(given)].filter(([key]) => key !== CONTINUE_FINAL_MESSAGE);
  const reserved = entries.find(([key]) => RESERVED.has(key));
  if (reserved !== undefined) refuse(`chat_template_kwargs.${reserved[0]} cannot be set there. Take it out.`);
  if (documents !== null) {
    if (!isJsonArray(documents) || !documents.every(isJsonObject)) {
      refuse(`documents must be a list of objects with title and text; it is ${shown(documents)}.`);
    }
    if (entries.some(([key]) => key === "documents"))
      refuse("documents stand in the row and in chat_template_kwargs. Keep one.");
    entries.push(["documents", documents]);
  }
  for (const [key, value] of entries) checkText(value, key === "documents" ? key : `chat_template_kwargs.${key}`);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function refuse(message: string): never {
  throw new RowError("bad-template-arguments", message);
}
