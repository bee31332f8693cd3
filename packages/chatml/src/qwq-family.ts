import { pythonTruth, type Conversation, type ModelFamily, type Slice } from "@turnwise/core";
import { writeJsonToolCalls } from "./json-tool-calls.ts";
import { contentOrNothing, requiredContent } from "./message-text.ts";
import { createQwenRenderer, type QwenPrinting } from "./qwen-renderer.ts";
import { QWEN_ROLES } from "./roles.ts";
import { answerOf } from "./think-tags.ts";
import { toolCallsOf } from "./tool-call.ts";
import { ASSISTANT_HEADER, closeTurn, END_OF_TURN, TURN_MARKERS } from "./turn-markup.ts";

const NAME = "qwq";

/**
 * QwQ 32B: what stands before `</think>` in the content is dropped unless the message is the last; `reasoning_content` is
 * never printed. Its generation prompt opens a think block, and closes it unless `enable_thinking` is set.
 *
 * @example
 * import { qwqFamily } from "@turnwise/chatml";
 *
 * const options = { addGenerationPrompt: true, specialTokens: {}, clock: new Date() };
 * qwqFamily.renderer.render({ messages: [{ role: "user", content: "Hello" }] }, options).text;
 */
export const qwqFamily: ModelFamily = {
  name: NAME,
  description: "QwQ 32B: thoughts in the content of the last answer alone, tools and tool calls in JSON",
  reference: "https://github.com/ggml-org/llama.cpp/blob/master/models/templates/Qwen-QwQ-32B.jinja",
  templateHashes: ["5ed15374ce53e19a7798710736a2c9fe41c79f7385e8421a2080d6575a80ef1b"],
  turnMarkers: TURN_MARKERS,
  endOfTurn: END_OF_TURN,
  roles: QWEN_ROLES,
  system: "turn",
  reasoningInHistory: "none",
  tools: true,
  contentParts: false,
  renderer: createQwenRenderer({
    family: NAME,
    appends: false,
    defaultPrompt: "",
    blankLineBeforeTools: "always",
    contentOf: requiredContent,
    assistantWriter: (printing) => (message) => writeAssistant(printing, message),
    generationPrompt,
  }),
};

function generationPrompt({ templateArguments }: Conversation): string {
  return `${ASSISTANT_HEADER}<think>\n${pythonTruth(templateArguments?.["enable_thinking"]) ? "" : "</think>"}`;
}

function writeAssistant(printing: QwenPrinting, message: number): void {
  const { builder, messages } = printing;
  const calls = toolCallsOf(printing, message, "defined");
  const isLast = message === messages.length - 1;
  const mayLackContent = isLast && calls.length > 0;
  const content = mayLackContent ? contentOrNothing(printing, message) : requiredContent(printing, message);
  const printed: Slice = isLast ? { text: content, start: 0 } : answerOf(content);
  builder.turn("assistant", [message]);
  builder.template(ASSISTANT_HEADER, "header");
  builder.data(printed.text, "body", { message, field: "content", start: printed.start });
  writeJsonToolCalls(printing, message, calls, { newlineFirst: content !== "", textArguments: "encoded" });
  closeTurn(builder);
}
