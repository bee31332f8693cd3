import {
  createRenderingBuilder,
  openInputTurn,
  requireKnownRoles,
  specialToken,
  writePieces,
  type Conversation,
  type KnownRoles,
  type Message,
  type Rendering,
  type RenderingBuilder,
  type RenderOptions,
  type TemplateRenderer,
} from "@turnwise/core";
import { contentPieces, trimmedContent, writeBody } from "./content-pieces.ts";
import { llama4Header, LLAMA_4_END } from "./llama-4-markers.ts";
import { systemAndDialogue } from "./system-and-dialogue.ts";
import { toolCallsOf } from "./tool-calls.ts";
import {
  offeredTools,
  SYSTEM_TOOLS_INTRODUCTION,
  writeToolDefinitions,
  type OfferedTools,
} from "./tool-definitions.ts";
import { writeJsonCall } from "./write-tool-call.ts";
import { writeToolResult } from "./write-tool-result.ts";
import { writeToolsWithUser, type UserTurnStyle } from "./write-tools-with-user.ts";

/** What Llama 4's template prints for each role. */
export const LLAMA_4_ROLES: KnownRoles = {
  system: "system",
  user: "user",
  assistant: "assistant",
  tool: "ipython",
  ipython: "ipython",
};

/**
 * ```
 * <|header_start|>assistant<|header_end|>\n\n   <|python_start|><|python_end|>{"name": …}   <|eot|>
 * header                                        body                                        end
 * ```
 */
export function createLlama4Renderer(family: string): TemplateRenderer {
  return { name: family, appends: true, render: (conversation, options) => render(family, conversation, options) };
}

function render(family: string, conversation: Conversation, options: RenderOptions): Rendering {
  const { messages } = conversation;
  requireKnownRoles(family, messages, LLAMA_4_ROLES);
  const tools = offeredTools(family, conversation);
  const { system, first } = systemAndDialogue(family, messages);
  const builder = createRenderingBuilder();
  builder.template(specialToken(family, "bos_token", conversation, options) ?? "", "preamble");
  if (system !== null) writeSystem(family, builder, tools, system);
  let next = first;
  if (tools?.inUserMessage === true) {
    const style: UserTurnStyle = { family, header: llama4Header("user"), end: LLAMA_4_END, reads: "parts" };
    writeToolsWithUser(builder, style, tools, messages, next++);
  }
  for (; next < messages.length; next++) {
    const message = messages[next];
    if (message !== undefined) writeMessage(family, builder, message, next);
  }
  if (options.addGenerationPrompt) builder.template(llama4Header("assistant"), "generation-prompt");
  return builder.finish();
}

function writeSystem(family: string, builder: RenderingBuilder, tools: OfferedTools | null, system: Message): void {
  const turn = openInputTurn(builder, "system", [0]);
  turn.template(llama4Header("system"));
  if (tools !== null) turn.template("Environment: ipython\n");
  if (tools?.inUserMessage === false) writeToolDefinitions(turn, SYSTEM_TOOLS_INTRODUCTION, tools);
  writePieces(trimmedContent(family, system, 0, "parts"), 0, turn.data);
  builder.template(LLAMA_4_END, "end");
}

function writeMessage(family: string, builder: RenderingBuilder, message: Message, index: number): void {
  const calls = toolCallsOf(family, message, index);
  const isResult = message.role === "tool" || message.role === "ipython";
  builder.turn(message.role, [index]);
  if (calls !== undefined && calls.length > 0) {
    builder.template(llama4Header("assistant"), "header");
    builder.template("<|python_start|>", "body", "tool_calls");
    writeBody(builder, contentPieces(family, message, index, "parts"), index);
    builder.template("<|python_end|>", "body", "tool_calls");
    for (const call of calls) writeJsonCall(family, builder, call, index);
  } else if (isResult) {
    builder.template(llama4Header("ipython"), "header");
    writeToolResult(family, builder, message, index);
  } else if (calls === undefined) {
    builder.template(llama4Header(message.role), "header");
    writeBody(builder, contentPieces(family, message, index, "parts"), index);
  } else {
    // The template prints nothing for a message with an empty list of tool calls: a turn without text.
    return;
  }
  builder.template(LLAMA_4_END, "end");
}
