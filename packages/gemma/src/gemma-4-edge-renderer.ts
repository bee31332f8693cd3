import {
  calledFunction,
  createRenderingBuilder,
  isJsonObject,
  pythonTruth,
  requireKnownRoles,
  specialToken,
  type KnownRoles,
  type Message,
  type TemplateRenderer,
} from "@turnwise/core";
import { lastUserMessage, listField, openCall, contentPieces, listedParts, trimmed } from "./dialogue.ts";
import { edgeParameters } from "./edge-parameters.ts";
import { writeToolMessages } from "./edge-tool-messages.ts";
import { assistantRun, nextSpeaker } from "./edge-turns.ts";
import { templateFault } from "./faults.ts";
import { writeSystemBlock } from "./system-block.ts";
import { writeToolResponses } from "./tool-responses.ts";
import { createTurnWriter, type TurnWriter } from "./turn-writer.ts";
import { valueWriter, writeMembers, type ArgumentNotation } from "./value-writer.ts";

const FAMILY = "gemma-4-edge";
const NOTATION: ArgumentNotation = { quotedKeys: false, none: "null" };
const TEXT_ARGUMENTS =
  "chat_template: tool_calls[].function.arguments must be a JSON object (mapping), not a string. " +
  "Deserialize arguments before passing to the template.";

/** What the dialogue up to a message leaves for the next one. */
interface Progress {
  /** Role of the last message that is not a tool's. */
  readonly speaker: string | null;
  /** Whether the last turn is still open: an assistant's words go on in it. */
  readonly joins: boolean;
  /** Whether the model goes on without a header: behind a call, or its result. */
  readonly afterCall: boolean;
}

/**
 * The format of Gemma 4's edge models. A call, its results and the answer stand in one turn of the model.
 *
 * ```
 * <|turn>model\n<|tool_call>call:name{…}<tool_call|><|tool_response>response:name{value:…}<tool_response|>…<turn|>\n
 * header       body                                 end             a tool's turn                           body end
 * ```
 */
export function createGemma4EdgeRenderer(roles: KnownRoles): TemplateRenderer {
  return {
    name: FAMILY,
    render(conversation, options) {
      const { messages, templateArguments } = conversation;
      requireKnownRoles(FAMILY, messages, roles);
      const builder = createRenderingBuilder();
      builder.template(specialToken(FAMILY, "bos_token", conversation, options) ?? "", "preamble");
      const turn = createTurnWriter(builder);
      const start = writeSystemBlock(turn, conversation, {
        layout: edgeParameters,
        writeContent: (message) => writeSystemContent(turn, message),
      });
      const lastUser = lastUserMessage(messages);
      const keepsThinking = pythonTruth(templateArguments?.["preserve_thinking"]);
      let progress: Progress = { speaker: null, joins: false, afterCall: false };
      for (let index = start; index < messages.length; index++) {
        const message = messages[index];
        if (message === undefined || message.role === "tool") continue;
        progress = writeMessage(turn, messages, message, index, {
          ...progress,
          thinks: keepsThinking || index > lastUser,
        });
      }
      turn.flush();
      if (options.addGenerationPrompt && !progress.afterCall) builder.template("<|turn>model\n", "generation-prompt");
      return builder.finish();
    },
  };
}

/** Each part of a list is followed by a space. */
function writeSystemContent(turn: TurnWriter, { content }: Message): void {
  if (content === null || content === undefined) return;
  const whole = typeof content === "string";
  const parts = whole ? [{ text: content, field: "content" }] : listedParts(FAMILY, content, 0);
  for (const { text, field } of parts) {
    const piece = trimmed(text);
    turn.data(piece.text, { message: 0, field, start: piece.start });
    if (!whole) turn.template(" ", "content");
  }
}

function writeMessage(
  turn: TurnWriter,
  messages: readonly Message[],
  message: Message,
  index: number,
  state: Progress & { readonly thinks: boolean },
): Progress {
  const { role } = message;
  const calls = listField(FAMILY, message, index, "tool_calls");
  if (!state.joins) {
    const goesOn = role === "assistant" && state.speaker === "assistant";
    turn.open(
      role,
      role === "assistant" ? assistantRun(messages, index) : [index],
      goesOn ? "" : `<|turn>${role === "assistant" ? "model" : role}\n`,
    );
  }
  if (calls.length > 0) {
    if (state.thinks) writeReasoning(turn, message, index);
    writeCalls(turn, message, index);
  }
  const answered =
    writeToolResponses(turn, FAMILY, message, index, NOTATION, (name) => !pythonTruth(name)) ||
    (calls.length > 0 && writeToolMessages(turn, FAMILY, messages, index, NOTATION));
  const pieces = contentPieces(FAMILY, message, index);
  if (answered && pieces.length > 0) turn.open(role, [index], "");
  for (const piece of pieces) turn.data(piece.text, piece);
  const joins =
    role === "assistant" && calls.length === 0 && !answered && nextSpeaker(messages, index)?.role === "assistant";
  if (calls.length > 0 && !answered) turn.close("<|tool_response>", "");
  else if (joins) turn.template("\n", "content");
  else if (!answered || pieces.length > 0) turn.close("<turn|>", "\n");
  return { speaker: role, joins, afterCall: answered || calls.length > 0 };
}

function writeReasoning(turn: TurnWriter, message: Message, index: number): void {
  const field = pythonTruth(message["reasoning"]) ? "reasoning" : "reasoning_content";
  const reasoning = message[field];
  if (!pythonTruth(reasoning)) return;
  if (typeof reasoning !== "string") {
    throw templateFault(FAMILY, "Reasoning needs to be text", { message: index, field });
  }
  turn.template("<|channel>thought\n", field);
  turn.data(reasoning, { message: index, field, start: 0 });
  turn.template("\n<channel|>", field);
}

function writeCalls(turn: TurnWriter, message: Message, index: number): void {
  for (const [number, call] of listField(FAMILY, message, index, "tool_calls").entries()) {
    const called = calledFunction(FAMILY, call, index, number);
    const field = `${called.field}.arguments`;
    openCall(turn, called, index);
    if (isJsonObject(called.arguments)) {
      writeMembers(valueWriter(turn, { message: index, field }, "tool_calls"), called.arguments, NOTATION);
    } else if (called.arguments !== null) throw templateFault(FAMILY, TEXT_ARGUMENTS, { message: index, field });
    turn.template("}<tool_call|>", "tool_calls");
  }
}
