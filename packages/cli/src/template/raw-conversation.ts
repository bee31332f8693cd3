import { readFileSync } from "node:fs";
import {
  entriesOf,
  InputOutputError,
  isJsonArray,
  isJsonObject,
  parseJson,
  RowError,
  valueAt,
  type Conversation,
  type Json,
  type JsonObject,
  type Message,
} from "@turnwise/core";

/** A template's variables as a file gives them: nothing is added, renamed or left out. */
export interface RawConversation {
  /** The conversation as turns are derived from it. */
  readonly conversation: Conversation;
  /** All variables, `messages` among them. */
  readonly variables: JsonObject;
  /** Each message of the conversation as it stands in the file. */
  readonly messages: ReadonlyMap<Message, Json>;
}

/**
 * Reads `{ "messages": […], "tools": […], "bos_token": "<s>", … }`; numbers keep their text.
 * `continue_final_message` is no variable: it says how the rendering ends.
 *
 * @throws {InputOutputError} `input-unreadable`
 * @throws {RowError} `broken-json`, `not-an-object`, `no-messages`
 */
export function readRawConversation(path: string): RawConversation {
  const row = parse(read(path), path);
  if (!isJsonObject(row)) {
    throw new RowError("not-an-object", `${path}: the template's variables are a JSON object: {"messages": […], …}.`);
  }
  const given = valueAt(row, "messages");
  if (!isJsonArray(given) || given.length === 0) {
    throw new RowError("no-messages", `${path}: messages must be a list with at least one message.`);
  }
  const raw = new Map(given.map((message, index) => [toMessage(message, index, path), message]));
  const tools = valueAt(row, "tools");
  const continued = valueAt(row, "continue_final_message");
  return {
    conversation: {
      messages: [...raw.keys()],
      ...(isJsonArray(tools) ? { tools } : {}),
      ...(typeof continued === "boolean" || typeof continued === "string" ? { continueFinalMessage: continued } : {}),
    },
    variables: row,
    messages: raw,
  };
}

function read(path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    throw new InputOutputError("input-unreadable", `${path} cannot be read: ${String(error)}`, { cause: error });
  }
}

function parse(text: string, path: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    throw new RowError("broken-json", `${path} is not JSON: ${String(error)}`, undefined, { cause: error });
  }
}

function toMessage(message: Json, index: number, path: string): Message {
  const role = isJsonObject(message) ? valueAt(message, "role") : undefined;
  if (isJsonObject(message) && typeof role === "string") {
    const fields: Record<string, Json> = Object.fromEntries(entriesOf(message));
    return { ...fields, role };
  }
  throw new RowError("no-role", `${path}: message ${index} is no object with a role.`, {
    message: index,
    field: "role",
  });
}
