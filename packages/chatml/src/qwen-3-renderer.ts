import {
  pythonStrip,
  pythonLeftStrip,
  type Conversation,
  type Message,
  type Slice,
  type TemplateRenderer,
} from "@turnwise/core";
import { writeJsonToolCalls } from "./json-tool-calls.ts";
import { isQuery, keepsLastQuery } from "./last-query.ts";
import { contentOrNothing, optionalText, requiredContent } from "./message-text.ts";
import type { Printing } from "./printing.ts";
import { createQwenRenderer, type QwenPrinting } from "./qwen-renderer.ts";
import { splitThinking } from "./think-tags.ts";
import { toolCallsOf } from "./tool-call.ts";
import { ASSISTANT_HEADER, closeTurn } from "./turn-markup.ts";

/** Qwen 3 with hybrid thinking; `content` says whether a message may lack it. */
export function createQwen3Renderer(family: string, content: "required" | "optional"): TemplateRenderer {
  const contentOf = content === "required" ? requiredContent : contentOrNothing;
  return createQwenRenderer({
    family,
    appends: ({ messages }, count) => keepsLastQuery(messages, count) && !isLastAlone(messages[count - 1]),
    defaultPrompt: "",
    blankLineBeforeTools: "after-a-prompt",
    contentOf,
    assistantWriter(printing) {
      const lastQuery = lastQueryOf(printing);
      return (message) => writeAssistant(printing, message, contentOf(printing, message), lastQuery);
    },
    generationPrompt: (conversation) =>
      ASSISTANT_HEADER + (isThinkingOff(conversation) ? "<think>\n\n</think>\n\n" : ""),
  });
}

/** Whether a message's turn may have a think block only where it is the last one. */
function isLastAlone(message: Message | undefined): boolean {
  if (message?.role !== "assistant") return false;
  return typeof message.reasoning_content !== "string" || message.reasoning_content === "";
}

function isThinkingOff({ templateArguments }: Conversation): boolean {
  return templateArguments?.["enable_thinking"] === false;
}

/** The last user message that is no tool result in disguise: turns behind it show their reasoning. None: the last message. */
function lastQueryOf({ messages }: Printing): number {
  const found = messages.findLastIndex(
    ({ role, content }) => role === "user" && typeof content === "string" && isQuery(content),
  );
  return found < 0 ? messages.length - 1 : found;
}

interface Piece extends Slice {
  readonly field: "content" | "reasoning_content";
}

/** Reasoning from its own field, or from think tags in the content. */
function readThinking(printing: Printing, message: number, content: string): { reasoning: Piece; answer: Piece } {
  const given = optionalText(printing, message, "reasoning_content");
  const tagged = given === undefined ? splitThinking(content) : null;
  if (tagged !== null) {
    return { reasoning: { ...tagged.reasoning, field: "content" }, answer: { ...tagged.answer, field: "content" } };
  }
  return {
    reasoning: { text: given ?? "", start: 0, field: "reasoning_content" },
    answer: { text: content, start: 0, field: "content" },
  };
}

function writeAssistant(printing: QwenPrinting, message: number, content: string, lastQuery: number): void {
  const { builder, messages, conversation } = printing;
  const { reasoning, answer } = readThinking(printing, message, content);
  const isLast = message === messages.length - 1;
  const showsThinking = message > lastQuery && (isLast || reasoning.text !== "");

  builder.turn("assistant", [message]);
  builder.template(ASSISTANT_HEADER, "header");
  if (showsThinking) writeThinking(printing, message, reasoning, isThinkingOff(conversation));
  const printed = showsThinking ? pythonLeftStrip(answer.text, "\n") : { text: answer.text, start: 0 };
  builder.data(printed.text, "body", { message, field: answer.field, start: answer.start + printed.start });
  writeJsonToolCalls(printing, message, toolCallsOf(printing, message, "truthy"), {
    newlineFirst: answer.text !== "",
    textArguments: "as-they-stand",
  });
  closeTurn(builder);
}

/** Of the block, the server writes what the generation prompt has: with thinking off, all but the reasoning of the row. */
function writeThinking({ builder }: Printing, message: number, reasoning: Piece, thinkingOff: boolean): void {
  const { text, start } = pythonStrip(reasoning.text, "\n");
  builder.template("<think>\n", thinkingOff ? "header" : "body", "reasoning_content");
  builder.data(text, "body", { message, field: reasoning.field, start: reasoning.start + start });
  builder.template("\n</think>\n\n", thinkingOff && text === "" ? "header" : "body", "reasoning_content");
}
