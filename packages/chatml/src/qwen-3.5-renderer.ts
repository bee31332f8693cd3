import {
  createRenderingBuilder,
  pythonStrip,
  TemplateError,
  type Conversation,
  type Json,
  type RenderingBuilder,
  type Slice,
  type TemplateRenderer,
} from "@turnwise/core";
import { readContent } from "./content-parts.ts";
import { openInputTurn } from "./input-turn.ts";
import { checkRoles, QWEN_ROLES } from "./known-roles.ts";
import { optionalText } from "./message-text.ts";
import type { Printing } from "./printing.ts";
import { wholeField, writeSlice, type SourcedText } from "./sourced-text.ts";
import { splitThinking } from "./think-tags.ts";
import { toolCallsOf } from "./tool-call.ts";
import { writeTools } from "./tool-definitions.ts";
import { toolRunLength } from "./tool-results.ts";
import { ASSISTANT_HEADER, closeTurn, TURN_START } from "./turn-markup.ts";
import { writeXmlToolCalls, type XmlToolCallStyle } from "./xml-tool-calls.ts";

/** Where the templates of Qwen 3.5 and 3.6 differ. */
export interface Qwen35Style {
  readonly family: string;
  /** Whether the generation prompt closes its think block. */
  isPromptClosed(enableThinking: Json | undefined): boolean;
  /** Whether history keeps its reasoning. */
  keepsHistory(templateArguments: Readonly<Record<string, Json>>): boolean;
  readonly scalars: XmlToolCallStyle["scalars"];
}

/** A trimmed content, and the text that it is a slice of. */
interface Content {
  readonly source: SourcedText;
  readonly slice: Slice;
}

interface Qwen35Printing extends Printing {
  readonly style: Qwen35Style;
  readonly conversation: Conversation;
  contentOf(message: number): Content;
}

/** Qwen 3.5 and 3.6: content trimmed, tool calls in XML, a generation prompt that opens a think block. */
export function createQwen35Renderer(style: Qwen35Style): TemplateRenderer {
  return {
    name: style.family,
    render(conversation, { addGenerationPrompt }) {
      const { messages } = conversation;
      if (messages.length === 0) throw new TemplateError(`${style.family}: No messages provided. Drop the row.`);
      const builder = createRenderingBuilder();
      const printing = beginPrinting(style, conversation, builder);
      writeSystem(printing, conversation.tools ?? []);
      const lastQuery = lastQueryOf(printing);
      for (let index = 0; index < messages.length;) index += writeMessage(printing, index, lastQuery);
      if (addGenerationPrompt) {
        builder.template(`${ASSISTANT_HEADER}<think>\n${isPromptClosed(printing) ? CLOSING : ""}`, "generation-prompt");
      }
      return builder.finish();
    },
  };
}

const CLOSING = "\n</think>\n\n";
const INTRODUCTION = "# Tools\n\nYou have access to the following functions:\n\n<tools>";
const INSTRUCTION =
  "\n</tools>\n\nIf you choose to call a function ONLY reply in the following format with NO suffix:\n\n<tool_call>\n<function=example_function_name>\n<parameter=example_parameter_1>\nvalue_1\n</parameter>\n<parameter=example_parameter_2>\nThis is the value for the second parameter\nthat can span\nmultiple lines\n</parameter>\n</function>\n</tool_call>\n\n<IMPORTANT>\nReminder:\n- Function calls MUST follow the specified format: an inner <function=...></function> block must be nested within <tool_call></tool_call> XML tags\n- Required parameters MUST be specified\n- You may provide optional reasoning for your function call in natural language BEFORE the function call, but NOT after\n- If there is no function call available, answer the question like normal with your current knowledge and do not tell the user about function calls\n</IMPORTANT>";

function beginPrinting(style: Qwen35Style, conversation: Conversation, builder: RenderingBuilder): Qwen35Printing {
  const { messages } = conversation;
  const contents: Content[] = [];
  const printing: Qwen35Printing = {
    family: style.family,
    builder,
    messages,
    style,
    conversation,
    contentOf: (message) => (contents[message] ??= readTrimmed(printing, message)),
  };
  return printing;
}

function readTrimmed(printing: Printing, message: number): Content {
  const source = readContent(printing, message);
  return { source, slice: pythonStrip(source.text) };
}

function isPromptClosed({ style, conversation }: Qwen35Printing): boolean {
  return style.isPromptClosed(conversation.templateArguments?.["enable_thinking"]);
}

function writeSystem({ builder, messages, contentOf }: Qwen35Printing, tools: readonly Json[]): void {
  const isGiven = messages[0]?.role === "system";
  if (tools.length === 0 && !isGiven) return;
  const turn = openInputTurn(builder, "system", isGiven ? [0] : [], `${TURN_START}system\n`);
  if (tools.length > 0) {
    turn.template(INTRODUCTION, "tools");
    writeTools(turn, tools);
    turn.template(INSTRUCTION, "tools");
  }
  if (isGiven) {
    const { source, slice } = contentOf(0);
    if (tools.length > 0 && slice.text !== "") turn.template("\n\n");
    writeSlice(source, slice, 0, turn.data);
  }
  turn.close();
}

/** The last user message that is no tool result in disguise: turns behind it show their reasoning. */
function lastQueryOf({ family, messages, contentOf }: Qwen35Printing): number {
  const found = messages.findLastIndex(({ role }, index) => {
    if (role !== "user") return false;
    const { text } = contentOf(index).slice;
    return !(text.startsWith("<tool_response>") && text.endsWith("</tool_response>"));
  });
  if (found >= 0) return found;
  throw new TemplateError(
    `${family}: No user query found in messages. Give the row a user message that asks, or drop it.`,
  );
}

/** Returns how many messages it printed. */
function writeMessage(printing: Qwen35Printing, message: number, lastQuery: number): number {
  const { family, builder, messages, contentOf } = printing;
  const content = contentOf(message);
  const role = messages[message]?.role;
  if (role === "system") {
    if (message === 0) return 1;
    throw new TemplateError(
      `${family}: System message must be at the beginning. Message ${message} has role "system"; map it with --role system=user.`,
      { message, field: "role" },
    );
  }
  if (role === "tool") return writeToolRun(printing, message);
  if (role === "user") {
    const turn = openInputTurn(builder, "user", [message], `${TURN_START}user\n`);
    writeSlice(content.source, content.slice, message, turn.data);
    turn.close();
  } else if (role === "assistant") writeAssistant(printing, message, content, lastQuery);
  else checkRoles(family, messages, QWEN_ROLES, "Unexpected message role.");
  return 1;
}

/** A run of tool messages is one user turn; the template forgets its opening if nothing stands before. */
function writeToolRun(printing: Qwen35Printing, first: number): number {
  const length = toolRunLength(printing, first);
  const run = Array.from({ length }, (_, index) => first + index);
  const turn = openInputTurn(printing.builder, "tool", run, first === 0 ? "" : `${TURN_START}user`);
  for (const message of run) {
    const { source, slice } = printing.contentOf(message);
    turn.template("\n<tool_response>\n", "content");
    writeSlice(source, slice, message, turn.data);
    turn.template("\n</tool_response>", "content");
  }
  turn.close();
  return length;
}

interface Thinking {
  readonly reasoning: Content;
  readonly answer: Slice;
}

/** Reasoning from its own field if that is a text, else from think tags in the content. */
function readThinking(printing: Printing, message: number, { source, slice }: Content): Thinking {
  const field = "reasoning_content";
  const given = optionalText(printing, message, field);
  if (given !== undefined) {
    return { reasoning: { source: wholeField(given, field), slice: pythonStrip(given) }, answer: slice };
  }
  const tagged = splitThinking(slice.text);
  if (tagged === null)
    return { reasoning: { source: wholeField("", field), slice: { text: "", start: 0 } }, answer: slice };
  const within = ({ text, start }: Slice): Slice => ({ text, start: slice.start + start });
  const trimmed = pythonStrip(tagged.reasoning.text);
  return {
    reasoning: { source, slice: within({ text: trimmed.text, start: tagged.reasoning.start + trimmed.start }) },
    answer: within(tagged.answer),
  };
}

function writeAssistant(printing: Qwen35Printing, message: number, content: Content, lastQuery: number): void {
  const { builder, style, conversation } = printing;
  const { reasoning, answer } = readThinking(printing, message, content);
  const writeBody = (text: string, from: Parameters<typeof builder.data>[2]): void => builder.data(text, "body", from);

  builder.turn("assistant", [message]);
  builder.template(ASSISTANT_HEADER, "header");
  if (message > lastQuery || style.keepsHistory(conversation.templateArguments ?? {})) {
    const isWrittenByServer = isPromptClosed(printing) && reasoning.slice.text === "";
    builder.template("<think>\n", "header");
    writeSlice(reasoning.source, reasoning.slice, message, writeBody);
    builder.template(CLOSING, isWrittenByServer ? "header" : "body", "reasoning_content");
  }
  writeSlice(content.source, answer, message, writeBody);
  writeXmlToolCalls(printing, message, toolCallsOf(printing, message, "defined"), {
    before: pythonStrip(answer.text).text === "" ? "" : "\n\n",
    scalars: style.scalars,
  });
  closeTurn(builder);
}
