import {
  calledFunction,
  isJsonArray,
  isJsonObject,
  pythonEquals,
  pythonTruth,
  valueAt,
  type Json,
  type Message,
} from "@turnwise/core";
import { listedParts, listField, textOf } from "./dialogue.ts";
import { nameFrom, openToolTurn, writeName, type ToolName } from "./tool-responses.ts";
import type { TurnWriter } from "./turn-writer.ts";
import { valueWriter, writeArgument, type ArgumentNotation } from "./value-writer.ts";

/**
 * Writes the tool messages that follow at once on the calls of message `index`, each as a turn. Returns whether there are any.
 *
 * ```
 * <|tool_response>     response:get_weather{value:<|"|>21 degrees<|"|>}   <tool_response|>
 * end of the call's    turn of the tool
 * ```
 */
export function writeToolMessages(
  turn: TurnWriter,
  family: string,
  messages: readonly Message[],
  index: number,
  notation: ArgumentNotation,
): boolean {
  const caller = messages[index];
  if (caller === undefined) return false;
  for (let place = index + 1; ; place++) {
    const tool = messages[place];
    if (tool?.role !== "tool") return place > index + 1;
    openToolTurn(turn, [place], place === index + 1);
    writeName(turn, calledName(family, caller, index, tool, place), "content");
    turn.template("value:", "content");
    writeResult(turn, family, tool.content, place, notation);
    turn.template("}", "content");
    turn.close("<tool_response|>", "");
  }
}

/** The name of the last call with the tool message's id, else the message's own. */
function calledName(family: string, caller: Message, index: number, tool: Message, place: number): ToolName {
  const calls = listField(family, caller, index, "tool_calls");
  const number = calls.findLastIndex((call) => pythonEquals(callId(call), tool.tool_call_id ?? null));
  const call = calls[number];
  if (call !== undefined) {
    const called = calledFunction(family, call, index, number);
    return { text: called.name, from: { message: index, field: `${called.field}.name`, start: 0 } };
  }
  if (!pythonTruth(tool.name)) return { text: "unknown", from: null };
  return nameFrom(family, tool.name, { message: place, field: "name", start: 0 });
}

function callId(call: Json): Json {
  return isJsonObject(call) ? (valueAt(call, "id") ?? null) : null;
}

/** Untrimmed; the texts of a list are joined. */
function writeResult(
  turn: TurnWriter,
  family: string,
  content: Json | undefined,
  message: number,
  notation: ArgumentNotation,
): void {
  if (typeof content === "string") {
    turn.template('<|"|>', "content");
    turn.data(content, { message, field: "content", start: 0 });
    turn.template('<|"|>', "content");
  } else if (isJsonArray(content) || isJsonObject(content)) {
    turn.template('<|"|>', "content");
    for (const { text, field } of listedParts(family, content, message)) {
      turn.data(textOf(family, text, message, field), { message, field, start: 0 });
    }
    turn.template('<|"|>', "content");
  } else writeArgument(valueWriter(turn, { message, field: "content" }, "content"), content ?? null, notation);
}
