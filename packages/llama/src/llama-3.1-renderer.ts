import {
  createRenderingBuilder,
  openInputTurn,
  requireKnownRoles,
  specialToken,
  TemplateError,
  writePieces,
  type Conversation,
  type Json,
  type Message,
  type Rendering,
  type RenderingBuilder,
  type RenderOptions,
  type TemplateRenderer,
  type TextPiece,
} from "@turnwise/core";
import { builtinToolsOf } from "./builtin-tools.ts";
import { contentPieces, trimPieces, writeBody } from "./content-pieces.ts";
import { llama3Header, LLAMA_3_END, LLAMA_3_END_OF_MESSAGE } from "./llama-3-markers.ts";
import { systemAndDialogue } from "./system-and-dialogue.ts";
import { toolCallsOf } from "./tool-calls.ts";
import {
  offeredTools,
  SYSTEM_TOOLS_INTRODUCTION,
  writeToolDefinitions,
  type OfferedTools,
} from "./tool-definitions.ts";
import { writeBuiltinCall, writeJsonCall } from "./write-tool-call.ts";
import { writeToolResult } from "./write-tool-result.ts";
import { writeToolsWithUser } from "./write-tools-with-user.ts";

/** What Llama 3.1's and 3.2's templates print for each role. */
export const LLAMA_3_1_ROLES: Readonly<Record<string, string>> = {
  system: "system",
  user: "user",
  assistant: "assistant",
  tool: "ipython",
  ipython: "ipython",
};

/** Where Meta's templates of Llama 3.1 and 3.2 differ. */
export interface Llama31Settings {
  readonly family: string;
  /** `Today Date` where no `date_string` is given. */
  readonly date: (clock: Date) => string;
  /** Whether the template reads `builtin_tools`. */
  readonly builtinTools: boolean;
  /** The content of plain messages: text with its edges trimmed, or text and text parts as they stand. */
  readonly content: "trimmed" | "parts";
}

/**
 * ```
 * <|start_header_id|>assistant<|end_header_id|>\n\n   {"name": "…", "parameters": {…}}   <|eot_id|>
 * header                                              body                               end
 * ```
 */
export function createLlama31Renderer(settings: Llama31Settings): TemplateRenderer {
  return {
    name: settings.family,
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
  builder.template(specialToken(family, "bos_token", conversation, options) ?? "", "preamble");
  writeSystem({ settings, conversation, options, builder, tools, builtinTools }, system);
  let next = first;
  if (tools?.inUserMessage === true) {
    const style = { family, header: llama3Header("user"), end: LLAMA_3_END, readsParts: false };
    writeToolsWithUser(builder, style, tools, messages, next++);
  }
  for (; next < messages.length; next++) {
    const message = messages[next];
    if (message !== undefined) writeMessage(settings, builder, builtinTools, message, next);
  }
  if (options.addGenerationPrompt) builder.template(llama3Header("assistant"), "generation-prompt");
  return builder.finish();
}

interface SystemContext {
  readonly settings: Llama31Settings;
  readonly conversation: Conversation;
  readonly options: RenderOptions;
  readonly builder: RenderingBuilder;
  readonly tools: OfferedTools | null;
  readonly builtinTools: readonly string[] | null;
}

/** The system turn stands in every rendering, whether the conversation has a system message or not. */
function writeSystem(context: SystemContext, system: Message | null): void {
  const { settings, conversation, options, builder, tools, builtinTools } = context;
  const turn = openInputTurn(builder, "system", system === null ? [] : [0]);
  turn.template(llama3Header("system"));
  if (builtinTools !== null || tools !== null) turn.template("Environment: ipython\n");
  if (builtinTools !== null) {
    const printed = builtinTools.filter((name) => name !== "code_interpreter").join(", ");
    turn.template("Tools: ");
    turn.data(printed, { message: -1, field: "builtin_tools", start: -1 });
    turn.template("\n\n");
  }
  turn.template("Cutting Knowledge Date: December 2023\nToday Date: ");
  const date = dateArgument(settings.family, conversation);
  if (date === undefined) turn.template(settings.date(options.clock));
  else turn.data(date, { message: -1, field: "date_string", start: 0 });
  turn.template("\n\n");
  if (tools?.inUserMessage === false) writeToolDefinitions(turn, SYSTEM_TOOLS_INTRODUCTION, tools);
  if (system !== null) writePieces(trimmedText(settings.family, system, 0), 0, turn.data);
  builder.template(LLAMA_3_END, "end");
}

function dateArgument(family: string, conversation: Conversation): string | undefined {
  const date: Json | undefined = conversation.templateArguments?.["date_string"];
  if (date === undefined || typeof date === "string") return date;
  throw new TemplateError(
    `${family}: the template argument date_string is not text. Give a text such as "26 Jul 2024".`,
  );
}

function trimmedText(family: string, message: Message, index: number): readonly TextPiece[] {
  return trimPieces(contentPieces(family, message, index, false));
}

function writeMessage(
  settings: Llama31Settings,
  builder: RenderingBuilder,
  builtinTools: readonly string[] | null,
  message: Message,
  index: number,
): void {
  const { family } = settings;
  const calls = toolCallsOf(family, message, index);
  builder.turn(message.role, [index]);
  if (calls !== undefined) {
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
    return;
  }
  builder.template(llama3Header(LLAMA_3_1_ROLES[message.role] ?? message.role), "header");
  if (message.role === "tool" || message.role === "ipython") {
    writeToolResult(family, builder, message, index);
  } else {
    const pieces =
      settings.content === "parts" ? contentPieces(family, message, index, true) : trimmedText(family, message, index);
    writeBody(builder, pieces, index);
  }
  builder.template(LLAMA_3_END, "end");
}
