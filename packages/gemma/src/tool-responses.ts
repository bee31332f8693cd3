import { isJsonObject, type DataPlace, type Json, type Message } from "@turnwise/core";
import { listField } from "./dialogue.ts";
import { templateFault } from "./faults.ts";
import type { TurnWriter } from "./turn-writer.ts";
import { memberOf, valueWriter, writeArgument, writeMembers, type ArgumentNotation } from "./value-writer.ts";

/** A tool's name and where it came from; null where the template itself says `unknown`. */
export interface ToolName {
  readonly text: string;
  readonly from: DataPlace | null;
}

/**
 * Writes the field `tool_responses`. In an assistant's message the responses are a tool's turn of their own, never the model's
 * words; the token that opens the first one ends the call. Returns whether there are any.
 */
export function writeToolResponses(
  turn: TurnWriter,
  family: string,
  message: Message,
  index: number,
  notation: ArgumentNotation,
  isUnknown: (name: Json | undefined) => boolean,
): boolean {
  const responses = listField(family, message, index, "tool_responses");
  const calls = listField(family, message, index, "tool_calls");
  for (const [number, entry] of responses.entries()) {
    const field = `tool_responses[${number}]`;
    const ending = number === 0 && calls.length > 0;
    if (message.role === "assistant") openToolTurn(turn, [index], ending);
    else turn.template("<|tool_response>", "tool_responses");
    const name = memberOf(entry, "name");
    const from = { message: index, field: `${field}.name`, start: 0 };
    writeName(turn, isUnknown(name) ? { text: "unknown", from: null } : nameFrom(family, name, from), "tool_responses");
    const response = memberOf(entry, "response");
    const writer = valueWriter(turn, { message: index, field: `${field}.response` }, "tool_responses");
    if (isJsonObject(response)) writeMembers(writer, response, notation);
    else {
      writer.template("value:");
      writeArgument(writer, response, notation);
    }
    writer.template("}");
    if (message.role === "assistant") turn.close("<tool_response|>", "");
    else writer.template("<tool_response|>");
  }
  return responses.length > 0;
}

/** Opens a tool's turn inside the model's; `endsCall`: its opening token is the last thing that the model wrote. */
export function openToolTurn(turn: TurnWriter, messages: readonly number[], endsCall: boolean): void {
  if (endsCall) turn.close("<|tool_response>", "");
  turn.open("tool", messages, endsCall ? "" : "<|tool_response>");
}

/** `response:name{` */
export function writeName(turn: TurnWriter, name: ToolName, wraps: string): void {
  turn.template("response:", wraps);
  if (name.from === null) turn.template(name.text, wraps);
  else turn.data(name.text, name.from);
  turn.template("{", wraps);
}

/** @throws {TemplateError} if the name is no text */
export function nameFrom(family: string, name: Json | undefined, from: DataPlace): ToolName {
  if (typeof name !== "string") throw templateFault(family, "The name of a tool needs to be text", from);
  return { text: name, from };
}
