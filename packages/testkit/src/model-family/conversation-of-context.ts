import {
  entriesOf,
  isJsonArray,
  isJsonObject,
  type Conversation,
  type Json,
  type Message,
  type RenderOptions,
} from "@turnwise/core";
import { deepFreeze } from "../fixtures/deep-freeze.ts";
import { REFERENCE_CLOCK, type TemplateContext } from "./template-reference.ts";

/** A template's variables as the contracts have them: tokens and the generation prompt are options, the rest is data. */
export function conversationOfContext(context: TemplateContext): {
  readonly conversation: Conversation;
  readonly options: RenderOptions;
} {
  const { messages, tools, add_generation_prompt: addGenerationPrompt, ...rest } = context;
  const specialTokens: Record<string, string> = {};
  const templateArguments: Record<string, Json> = {};
  for (const [name, value] of Object.entries(rest)) {
    if (value === null) continue;
    if (name.endsWith("_token") && typeof value === "string") specialTokens[name] = value;
    else templateArguments[name] = value;
  }
  return {
    conversation: deepFreeze({
      messages: listOf(messages).map(messageOf),
      ...(tools === null || tools === undefined ? {} : { tools: listOf(tools) }),
      ...(Object.keys(templateArguments).length === 0 ? {} : { templateArguments }),
    }),
    options: { addGenerationPrompt: addGenerationPrompt === true, specialTokens, clock: REFERENCE_CLOCK },
  };
}

function listOf(value: Json | undefined): readonly Json[] {
  if (!isJsonArray(value)) throw new TypeError("a reference's messages and tools are lists");
  return value;
}

function messageOf(value: Json): Message {
  if (!isJsonObject(value)) throw new TypeError("a reference's message is an object");
  const { role, ...fields } = Object.fromEntries(entriesOf(value));
  if (typeof role !== "string") throw new TypeError("a reference's message has a role");
  return { role, ...fields } as Message;
}
