import type { ModelFamily } from "@turnwise/core";
import { writeJsonToolCalls } from "./json-tool-calls.ts";
import { contentOrNothing } from "./message-text.ts";
import { createQwenRenderer, type QwenPrinting } from "./qwen-renderer.ts";
import { QWEN_ROLES } from "./roles.ts";
import { toolCallsOf } from "./tool-call.ts";
import { ASSISTANT_HEADER, closeTurn, END_OF_TURN, TURN_MARKERS } from "./turn-markup.ts";

const NAME = "qwen-3-2507";

/**
 * Qwen 3 Instruct 2507, which does not think: content is printed as it stands, think tags included, and may be absent;
 * `reasoning_content` is not printed.
 *
 * @example
 * import { qwen3Instruct2507Family } from "@turnwise/chatml";
 *
 * const options = { addGenerationPrompt: false, specialTokens: {}, clock: new Date() };
 * qwen3Instruct2507Family.renderer.render({ messages: [{ role: "user", content: "Hello" }] }, options).text;
 */
export const qwen3Instruct2507Family: ModelFamily = {
  name: NAME,
  description: "Qwen 3 Instruct 2507: no thinking, tools and tool calls in JSON",
  reference: "https://huggingface.co/Qwen/Qwen3-4B-Instruct-2507/tree/cdbee75f17c01a7cc42f958dc650907174af0554",
  templateHashes: ["64f85b198065d0fba2a81f37e10ed68161ce2c19a754c7100e67e0ca2ee9c326"],
  turnMarkers: TURN_MARKERS,
  endOfTurn: END_OF_TURN,
  roles: QWEN_ROLES,
  system: "turn",
  reasoningInHistory: "none",
  tools: true,
  contentParts: false,
  renderer: createQwenRenderer({
    family: NAME,
    appends: true,
    defaultPrompt: "",
    blankLineBeforeTools: "after-a-prompt",
    contentOf: contentOrNothing,
    assistantWriter: (printing) => (message) => writeAssistant(printing, message),
    generationPrompt: () => ASSISTANT_HEADER,
  }),
};

function writeAssistant(printing: QwenPrinting, message: number): void {
  const { builder } = printing;
  const content = contentOrNothing(printing, message);
  builder.turn("assistant", [message]);
  builder.template(ASSISTANT_HEADER, "header");
  builder.data(content, "body", { message, field: "content", start: 0 });
  writeJsonToolCalls(printing, message, toolCallsOf(printing, message, "truthy"), {
    newlineFirst: content !== "",
    textArguments: "as-they-stand",
  });
  closeTurn(builder);
}
