import {
  entriesOf,
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
import { messagesAdapter } from "@turnwise/data";
import { CONVERSATIONS } from "../turns/conversations.ts";
import { hasShared, readShared } from "./known-templates.ts";

export type NamedConversation = readonly [name: string, conversation: Conversation];

/** The small ones, and those that the references of published templates were rendered with. */
export function smallConversations(): readonly NamedConversation[] {
  return [...Object.entries(CONVERSATIONS), ["words beside calls", WORDS_BESIDE_CALLS], ...goldenConversations()];
}

/** What a message says beside its call some templates print before the call, one of them behind the call's result. */
const WORDS_BESIDE_CALLS: Conversation = {
  messages: [
    { role: "user", content: "How warm is it?" },
    ...["Paris", "Rome"].flatMap((city, index) => [
      {
        role: "assistant",
        content: `I ask for ${city}.`,
        tool_calls: [{ id: `call0000${index}`, type: "function", function: { name: "warmth", arguments: { city } } }],
      },
      { role: "tool", name: "warmth", tool_call_id: `call0000${index}`, content: "21" },
    ]),
  ],
};

/** Rows of real data, taken evenly from the file; those that the adapter refuses are left out. */
export function sampleRows(count: number): readonly NamedConversation[] {
  if (!hasShared) return [];
  const lines = readShared("bench/chat-small.jsonl")
    .split("\n")
    .filter((line) => line !== "");
  const step = Math.max(1, lines.length / count);
  return Array.from({ length: Math.min(count, lines.length) }, (_, index) => Math.floor(index * step)).flatMap(
    (index) => {
      try {
        return [[`row ${index}`, messagesAdapter.adapt(parseJson(lines[index] ?? "")).conversation]];
      } catch (error) {
        if (error instanceof RowError) return [];
        throw error;
      }
    },
  );
}

function goldenConversations(): readonly NamedConversation[] {
  if (!hasShared) return [];
  const contexts = valueAt(objectOf(parseJson(readShared("conformance/goldens.json"))), "contexts");
  return [...entriesOf(objectOf(contexts))].map(([name, context]) => [name, conversationOf(objectOf(context))]);
}

function conversationOf(context: JsonObject): Conversation {
  const [messages, tools] = [valueAt(context, "messages"), valueAt(context, "tools")];
  return {
    messages: (isJsonArray(messages) ? messages : []).map(messageOf),
    ...(isJsonArray(tools) ? { tools } : {}),
  };
}

function messageOf(value: Json): Message {
  const { role, ...fields } = Object.fromEntries(entriesOf(objectOf(value)));
  return { ...fields, role: String(role) };
}

function objectOf(value: Json | undefined): JsonObject {
  if (!isJsonObject(value)) throw new TypeError("the reference data has another form");
  return value;
}
