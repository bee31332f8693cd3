import type { ModelFamily } from "@turnwise/core";
import { writeJsonToolCalls } from "./json-tool-calls.ts";
import { contentOrNothing, requiredContent } from "./message-text.ts";
import { createQwenRenderer, type QwenPrinting } from "./qwen-renderer.ts";
import { QWEN_ROLES } from "./roles.ts";
import { toolCallsOf } from "./tool-call.ts";
import { ASSISTANT_HEADER, closeTurn, END_OF_TURN, TURN_MARKERS } from "./turn-markup.ts";

const NAME = "qwen-2.5";

/**
 * Qwen 2.5 Instruct and Coder: ChatML with a system prompt that is always there, and tools in JSON. Arguments given as text
 * are encoded once more, as the template does.
 *
 * @example
 * import { qwen25Family } from "@turnwise/chatml";
 *
 * const options = { addGenerationPrompt: true, specialTokens: {}, clock: new Date() };
 * qwen25Family.renderer.render({ messages: [{ role: "user", content: "Hello" }] }, options).text;
 */
export const qwen25Family: ModelFamily = {
  name: NAME,
  description: "Qwen 2.5 Instruct: a default system prompt, tools and tool calls in JSON",
  reference: "https://huggingface.co/Qwen/Qwen2.5-7B-Instruct",
  templateHashes: [
    "cd8e9439f0570856fd70470bf8889ebd8b5d1107207f67a5efb46e342330527f", // as published
    "0cd86fb80f520885e35040a8df321540e729d3358da41f27cf74d33103d94f62", // TRL's copy for training
  ],
  turnMarkers: TURN_MARKERS,
  endOfTurn: END_OF_TURN,
  roles: QWEN_ROLES,
  system: "always",
  reasoningInHistory: "none",
  tools: true,
  contentParts: false,
  renderer: createQwenRenderer({
    family: NAME,
    appends: true,
    defaultPrompt: "You are Qwen, created by Alibaba Cloud. You are a helpful assistant.",
    blankLineBeforeTools: "always",
    contentOf: requiredContent,
    assistantWriter: (printing) => (message) => writeAssistant(printing, message),
    generationPrompt: () => ASSISTANT_HEADER,
  }),
};

function writeAssistant(printing: QwenPrinting, message: number): void {
  const { builder } = printing;
  const calls = toolCallsOf(printing, message, "defined");
  const content = calls.length === 0 ? requiredContent(printing, message) : contentOrNothing(printing, message);
  builder.turn("assistant", [message]);
  builder.template(ASSISTANT_HEADER, "header");
  builder.data(content, "body", { message, field: "content", start: 0 });
  writeJsonToolCalls(printing, message, calls, {
    newlineFirst: content !== "",
    textArguments: "encoded",
  });
  closeTurn(builder);
}
