import {
  createRenderingBuilder,
  isJsonObject,
  pythonStrip,
  type Json,
  type Message,
  type TemplateRenderer,
} from "@turnwise/core";
import { calledFunction, checkRoles, lastUserMessage, listField, openCall, writeContent } from "./dialogue.ts";
import { templateFault } from "./faults.ts";
import { interleavedParameters } from "./interleaved-parameters.ts";
import { isTruthy, pythonText } from "./python-text.ts";
import { writeSystemBlock } from "./system-block.ts";
import { createTurnWriter, type TurnWriter } from "./turn-writer.ts";
import { memberOf, valueWriter, writeArgument, writeMembers, type ArgumentNotation } from "./value-writer.ts";

const FAMILY = "gemma-4";
const NOTATION: ArgumentNotation = { quotedKeys: false, none: "None" };

/**
 * The format of Gemma 4 31B.
 *
 * ```
 * <bos><|turn>user\n…<turn|>\n<|turn>model\n<|tool_call>call:name{key:<|"|>…<|"|>}<tool_call|><turn|>\n<|turn>tool\n…<turn|>\n
 * ```
 */
export function createGemma4Renderer(roles: Readonly<Record<string, string>>): TemplateRenderer {
  return {
    name: FAMILY,
    render(conversation, { addGenerationPrompt, specialTokens }) {
      const { messages, templateArguments } = conversation;
      if (messages.length === 0) {
        throw templateFault(FAMILY, "The conversation has no messages: give it at least one");
      }
      checkRoles(FAMILY, roles, conversation);
      const builder = createRenderingBuilder();
      builder.template(specialTokens["bos_token"] ?? "", "preamble");
      const turn = createTurnWriter(builder);
      const start = writeSystemBlock(turn, conversation, {
        layout: interleavedParameters,
        writeContent: (message) => writeSystemContent(turn, message),
      });
      const lastUser = lastUserMessage(messages);
      let afterResponse = false;
      for (let index = start; index < messages.length; index++) {
        const message = messages[index];
        if (message !== undefined) {
          afterResponse = writeMessage(turn, message, index, { afterResponse, thinks: index > lastUser });
        }
      }
      if (addGenerationPrompt) {
        const header = afterResponse ? "" : "<|turn>model\n";
        const thought = isTruthy(templateArguments?.["enable_thinking"]) ? "" : "<|channel>thought\n<channel|>";
        turn.flush();
        builder.template(header + thought, "generation-prompt");
      }
      return builder.finish();
    },
  };
}

/** Whatever stands there is printed as Python prints it, a list of parts too. */
function writeSystemContent(turn: TurnWriter, { content }: Message): void {
  if (content === null) return;
  const { text, start } = pythonStrip(pythonText(content));
  turn.data(text, { message: 0, field: "content", start: typeof content === "string" ? start : -1 });
}

/** Returns whether the next message stands behind a tool's response, in what is still the model's turn. */
function writeMessage(
  turn: TurnWriter,
  message: Message,
  index: number,
  state: { readonly afterResponse: boolean; readonly thinks: boolean },
): boolean {
  const { role, content } = message;
  const calls = listField(FAMILY, message, index, "tool_calls");
  const responses = listField(FAMILY, message, index, "tool_responses");
  const continues = state.afterResponse && calls.length > 0;
  turn.open(role, [index], continues ? "" : `<|turn>${role === "assistant" ? "model" : role}\n`);
  if (calls.length > 0 && state.thinks) writeReasoning(turn, message.reasoning_content, index);
  for (const [number, call] of calls.entries()) writeCall(turn, call, index, number);
  for (const [number, response] of responses.entries()) {
    if (role === "assistant") turn.part(number === 0 && calls.length > 0 ? "end" : null);
    turn.template("<|tool_response>", "tool_responses");
    if (role === "assistant") turn.part(null);
    writeResponse(turn, response, index, number);
  }
  if (role === "assistant" && responses.length > 0) turn.part("body");
  writeContent(turn, FAMILY, message, index);
  if (responses.length === 0 || isTruthy(content)) turn.close("<turn|>", "\n");
  else turn.flush();
  return responses.length > 0;
}

function writeReasoning(turn: TurnWriter, reasoning: Json | undefined, message: number): void {
  if (!isTruthy(reasoning)) return;
  const field = "reasoning_content";
  turn.template("<|channel>thought\n", field);
  turn.data(pythonText(reasoning), { message, field, start: typeof reasoning === "string" ? 0 : -1 });
  turn.template("<channel|>", field);
}

function writeCall(turn: TurnWriter, call: Json, message: number, number: number): void {
  const called = calledFunction(FAMILY, call, message, number);
  openCall(turn, called, message);
  const field = `${called.field}.arguments`;
  if (typeof called.arguments === "string") turn.data(called.arguments, { message, field, start: 0 });
  else if (isJsonObject(called.arguments)) {
    writeMembers(valueWriter(turn, { message, field }, "tool_calls"), called.arguments, NOTATION);
  }
  turn.template("}<tool_call|>", "tool_calls");
}

function writeResponse(turn: TurnWriter, entry: Json, message: number, number: number): void {
  const wraps = "tool_responses";
  const field = `tool_responses[${number}]`;
  const name = memberOf(entry, "name") ?? (memberOf(entry, "name") === undefined ? "unknown" : null);
  if (typeof name !== "string") {
    throw templateFault(FAMILY, "A tool response's name needs to be text", { message, field: `${field}.name` });
  }
  const response = memberOf(entry, "response");
  const writer = valueWriter(turn, { message, field: `${field}.response` }, wraps);
  writer.template("response:");
  if (memberOf(entry, "name") === undefined) writer.template(name);
  else turn.data(name, { message, field: `${field}.name`, start: 0 });
  writer.template("{");
  if (isJsonObject(response)) writeMembers(writer, response, NOTATION);
  else {
    writer.template("value:");
    writeArgument(writer, response, NOTATION);
  }
  writer.template("}<tool_response|>");
}
