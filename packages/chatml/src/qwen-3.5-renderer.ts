import {
  createRenderingBuilder,
  openInputTurn,
  pythonStrip,
  TemplateError,
  unknownRole,
  type Conversation,
  type RenderingBuilder,
  type TemplateRenderer,
} from "@turnwise/core";
import { readContent } from "./content-parts.ts";
import { isQuery, keepsLastQuery } from "./last-query.ts";
import type { Printing } from "./printing.ts";
import { writeAssistant } from "./qwen-3.5-assistant.ts";
import { isPromptClosed, THINK_END, type Content, type Qwen35Printing, type Qwen35Style } from "./qwen-3.5-printing.ts";
import { writeSystemTurn } from "./qwen-3.5-system-turn.ts";
import { QWEN_ROLES } from "./roles.ts";
import { writeSlice } from "./sourced-text.ts";
import { toolRunLength } from "./tool-results.ts";
import { ASSISTANT_HEADER, closeTurn, TURN_START } from "./turn-markup.ts";

/** Qwen 3.5 and 3.6: content trimmed, tool calls in XML, a generation prompt that opens a think block. */
export function createQwen35Renderer(style: Qwen35Style): TemplateRenderer {
  return {
    name: style.family,
    appends: ({ messages }, count) => keepsLastQuery(messages, count),
    render(conversation, { addGenerationPrompt }) {
      const { messages } = conversation;
      if (messages.length === 0) throw new TemplateError(`${style.family}: No messages provided. Drop the row.`);
      const builder = createRenderingBuilder();
      const printing = beginPrinting(style, conversation, builder);
      writeSystemTurn(printing, conversation.tools ?? []);
      const lastQuery = lastQueryOf(printing);
      for (let index = 0; index < messages.length;) index += writeMessage(printing, index, lastQuery);
      if (addGenerationPrompt) {
        builder.template(
          `${ASSISTANT_HEADER}<think>\n${isPromptClosed(printing) ? THINK_END : ""}`,
          "generation-prompt",
        );
      }
      return builder.finish();
    },
  };
}

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

/** The last user message that is no tool result in disguise: turns behind it show their reasoning. */
function lastQueryOf({ family, messages, contentOf }: Qwen35Printing): number {
  const found = messages.findLastIndex(({ role }, index) => role === "user" && isQuery(contentOf(index).slice.text));
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
    const turn = openInputTurn(builder, "user", [message]);
    turn.template(`${TURN_START}user\n`);
    writeSlice(content.source, content.slice, message, turn.data);
    closeTurn(builder);
  } else if (role === "assistant") writeAssistant(printing, message, content, lastQuery);
  else {
    const fault = unknownRole(family, QWEN_ROLES, message, role ?? "");
    throw new TemplateError(`Unexpected message role. ${fault.message}`, fault.at);
  }
  return 1;
}

/** A run of tool messages is one user turn; the template forgets its opening if nothing stands before. */
function writeToolRun(printing: Qwen35Printing, first: number): number {
  const length = toolRunLength(printing, first);
  const run = Array.from({ length }, (_, index) => first + index);
  const turn = openInputTurn(printing.builder, "tool", run);
  turn.template(first === 0 ? "" : `${TURN_START}user`);
  for (const message of run) {
    const { source, slice } = printing.contentOf(message);
    turn.template("\n<tool_response>\n", "content");
    writeSlice(source, slice, message, turn.data);
    turn.template("\n</tool_response>", "content");
  }
  closeTurn(printing.builder);
  return length;
}
