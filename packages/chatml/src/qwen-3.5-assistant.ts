import { pythonStrip, type Slice } from "@turnwise/core";
import { optionalText } from "./message-text.ts";
import type { Printing } from "./printing.ts";
import { isPromptClosed, THINK_END, type Content, type Qwen35Printing } from "./qwen-3.5-printing.ts";
import { wholeField, writeSlice } from "./sourced-text.ts";
import { splitThinking } from "./think-tags.ts";
import { toolCallsOf } from "./tool-call.ts";
import { ASSISTANT_HEADER, closeTurn } from "./turn-markup.ts";
import { writeXmlToolCalls } from "./xml-tool-calls.ts";

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

/** Writes an answer; behind the last query with its think block, of which the server writes what the prompt has. */
export function writeAssistant(printing: Qwen35Printing, message: number, content: Content, lastQuery: number): void {
  const { builder, style, conversation } = printing;
  const { reasoning, answer } = readThinking(printing, message, content);
  const writeBody = (text: string, from: Parameters<typeof builder.data>[2]): void => builder.data(text, "body", from);

  builder.turn("assistant", [message]);
  builder.template(ASSISTANT_HEADER, "header");
  if (message > lastQuery || style.keepsHistory(conversation.templateArguments ?? {})) {
    const isWrittenByServer = isPromptClosed(printing) && reasoning.slice.text === "";
    builder.template("<think>\n", "header");
    writeSlice(reasoning.source, reasoning.slice, message, writeBody);
    builder.template(THINK_END, isWrittenByServer ? "header" : "body", "reasoning_content");
  }
  writeSlice(content.source, answer, message, writeBody);
  writeXmlToolCalls(printing, message, toolCallsOf(printing, message, "defined"), {
    before: pythonStrip(answer.text).text === "" ? "" : "\n\n",
    scalars: style.scalars,
  });
  closeTurn(builder);
}
