import {
  createRenderingBuilder,
  requireKnownRoles,
  specialToken,
  TemplateError,
  type CalledFunction,
  type Conversation,
  type KnownRoles,
  type Message,
  type Rendering,
  type RenderOptions,
  type TemplateRenderer,
} from "@turnwise/core";
import { builtinToolsOf } from "./builtin-tools.ts";
import { contentPieces, writeBody, writeTrimmedBody } from "./content-pieces.ts";
import { llama3Header, LLAMA_3_END, LLAMA_3_END_OF_MESSAGE } from "./llama-3-markers.ts";
import type { Llama31Printing, Llama31Settings } from "./llama-3.1-printing.ts";
import { writeSystemTurn } from "./llama-3.1-system-turn.ts";
import { systemAndDialogue } from "./system-and-dialogue.ts";
import { toolCallsOf } from "./tool-calls.ts";
import { offeredTools } from "./tool-definitions.ts";
import { writeBuiltinCall, writeJsonCall } from "./write-tool-call.ts";
import { writeToolResult } from "./write-tool-result.ts";
import { writeToolsWithUser, type UserTurnStyle } from "./write-tools-with-user.ts";

/** What Llama 3.1's and 3.2's templates print for each role. */
export const LLAMA_3_1_ROLES: KnownRoles = {
  system: "system",
  user: "user",
  assistant: "assistant",
  tool: "ipython",
  ipython: "ipython",
};

/**
 * ```
 * <|start_header_id|>assistant<|end_header_id|>\n\n   {"name": "…", "parameters": {…}}   <|eot_id|>
 * header                                              body                               end
 * ```
 */
export function createLlama31Renderer(settings: Llama31Settings): TemplateRenderer {
  return {
    name: settings.family,
    appends: true,
    readsClock: settings.fixedDate === null,
    render: (conversation, options) => render(settings, conversation, options),
  };
}

function render(settings: Llama31Settings, conversation: Conversation, options: RenderOptions): Rendering {
  const { family } = settings;
  const { messages } = conversation;
  requireKnownRoles(family, messages, LLAMA_3_1_ROLES);
  const tools = offeredTools(family, conversation);
  const builtinTools = settings.builtinTools ? builtinToolsOf(family, conversation) : null;
  const { system, first } = systemAndDialogue(family, messages);
  const builder = createRenderingBuilder();
  const printing: Llama31Printing = { settings, conversation, options, builder, tools, builtinTools };
  builder.template(specialToken(family, "bos_token", conversation, options) ?? "", "preamble");
  writeSystemTurn(printing, system);
  let next = first;
  if (tools?.inUserMessage === true) {
    const style: UserTurnStyle = { family, header: llama3Header("user"), end: LLAMA_3_END, reads: "text" };
    writeToolsWithUser(builder, style, tools, messages, next++);
  }
  for (; next < messages.length; next++) {
    const message = messages[next];
    if (message !== undefined) writeMessage(printing, message, next);
  }
  if (options.addGenerationPrompt) builder.template(llama3Header("assistant"), "generation-prompt");
  return builder.finish();
}

function writeMessage(printing: Llama31Printing, message: Message, index: number): void {
  const { settings, builder } = printing;
  const { family } = settings;
  const { role } = message;
  const calls = toolCallsOf(family, message, index);
  builder.turn(role, [index]);
  if (calls !== undefined) {
    writeCall(printing, calls, index);
    return;
  }
  builder.template(llama3Header(LLAMA_3_1_ROLES[role] ?? role), "header");
  if (role === "tool" || role === "ipython") writeToolResult(family, builder, message, index);
  else if (settings.content === "parts") writeBody(builder, contentPieces(family, message, index, "parts"), index);
  else writeTrimmedBody(builder, family, message, index, "text");
  builder.template(LLAMA_3_END, "end");
}

/** Writes the only call that a turn may have; a model with built-in tools awaits its result within the same answer. */
function writeCall(
  { settings: { family }, builder, builtinTools }: Llama31Printing,
  calls: readonly CalledFunction[],
  index: number,
): void {
  const [call] = calls;
  if (call === undefined || calls.length > 1) {
    throw new TemplateError(
      "This model only supports single tool-calls at once! " +
        `${family}: message ${index} has ${calls.length}. Give each call a message of its own, and none no tool_calls.`,
      { message: index, field: "tool_calls" },
    );
  }
  builder.template(llama3Header("assistant"), "header");
  if (builtinTools?.includes(call.name) === true) writeBuiltinCall(family, builder, call, index);
  else writeJsonCall(family, builder, call, index);
  builder.template(builtinTools === null ? LLAMA_3_END : LLAMA_3_END_OF_MESSAGE, "end");
}
