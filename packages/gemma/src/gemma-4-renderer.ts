import {
  calledFunction,
  createRenderingBuilder,
  isJsonObject,
  pythonText,
  pythonTruth,
  requireKnownRoles,
  specialToken,
  type Json,
  type KnownRoles,
  type Message,
  type TemplateRenderer,
} from "@turnwise/core";
import { contentPieces, lastUserMessage, listField, openCall, trimmed } from "./dialogue.ts";
import { templateFault } from "./faults.ts";
import { interleavedParameters } from "./interleaved-parameters.ts";
import { writeSystemBlock } from "./system-block.ts";
import { writeToolResponses } from "./tool-responses.ts";
import { createTurnWriter, type TurnWriter } from "./turn-writer.ts";
import { valueWriter, writeMembers, type ArgumentNotation } from "./value-writer.ts";

const FAMILY = "gemma-4";
const THOUGHT = "<|channel>thought\n";
const NOTATION: ArgumentNotation = { quotedKeys: false, none: "None" };

/**
 * The format of Gemma 4 31B.
 *
 * ```
 * <bos><|turn>user\n…<turn|>\n<|turn>model\n<|tool_call>call:name{key:<|"|>…<|"|>}<tool_call|><turn|>\n<|turn>tool\n…<turn|>\n
 * ```
 */
export function createGemma4Renderer(roles: KnownRoles): TemplateRenderer {
  return {
    name: FAMILY,
    render(conversation, options) {
      const { messages, templateArguments } = conversation;
      if (messages.length === 0) {
        throw templateFault(FAMILY, "The conversation has no messages: give it at least one");
      }
      requireKnownRoles(FAMILY, messages, roles);
      const builder = createRenderingBuilder();
      builder.template(specialToken(FAMILY, "bos_token", conversation, options) ?? "", "preamble");
      const turn = createTurnWriter(builder);
      const start = writeSystemBlock(turn, conversation, {
        layout: interleavedParameters,
        writeContent: (message) => writeSystemContent(turn, message),
      });
      const lastUser = lastUserMessage(messages);
      const thoughtPrompt = pythonTruth(templateArguments?.["enable_thinking"]) ? "" : THOUGHT;
      let afterResponse = false;
      for (let index = start; index < messages.length; index++) {
        const message = messages[index];
        if (message !== undefined) {
          afterResponse = writeMessage(turn, message, index, {
            afterResponse,
            thinks: index > lastUser,
            thoughtPrompt,
          });
        }
      }
      if (options.addGenerationPrompt) {
        const header = afterResponse ? "" : "<|turn>model\n";
        const thought = thoughtPrompt === "" ? "" : `${thoughtPrompt}<channel|>`;
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
  const { text, start } = trimmed(content);
  turn.data(text, { message: 0, field: "content", start });
}

/** What a message's turn depends on besides the message. */
interface TurnState {
  /** Whether it stands behind a tool's response. */
  readonly afterResponse: boolean;
  /** Whether reasoning is printed. */
  readonly thinks: boolean;
  /** What the generation prompt begins a thought with: where reasoning follows, it belongs to the header. */
  readonly thoughtPrompt: string;
}

/** Returns whether the next message stands behind a tool's response, in what is still the model's turn. */
function writeMessage(turn: TurnWriter, message: Message, index: number, state: TurnState): boolean {
  const { role, content } = message;
  const calls = listField(FAMILY, message, index, "tool_calls");
  const continues = state.afterResponse && calls.length > 0;
  const header = continues ? "" : `<|turn>${role === "assistant" ? "model" : role}\n`;
  const reasons = calls.length > 0 && state.thinks && pythonTruth(message.reasoning_content);
  turn.open(role, [index], reasons ? header + state.thoughtPrompt : header);
  if (reasons) writeReasoning(turn, message.reasoning_content, index, state.thoughtPrompt);
  for (const [number, call] of calls.entries()) writeCall(turn, call, index, number);
  const responded = writeToolResponses(turn, FAMILY, message, index, NOTATION, (name) => name === undefined);
  const pieces = contentPieces(FAMILY, message, index);
  if (!responded || pythonTruth(content)) {
    if (responded && role === "assistant") turn.open(role, [index], "");
    for (const piece of pieces) turn.data(piece.text, piece);
    turn.close("<turn|>", "\n");
  } else turn.flush();
  return responded;
}

function writeReasoning(turn: TurnWriter, reasoning: Json | undefined, message: number, written: string): void {
  const field = "reasoning_content";
  if (written === "") turn.template(THOUGHT, field);
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
