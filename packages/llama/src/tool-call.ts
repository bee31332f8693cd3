import { isJsonArray, isJsonObject, TemplateError, valueAt, type Json, type Message } from "@turnwise/core";
import { messageField } from "./message-field.ts";

/** A call as the model writes it. */
export interface ToolCall {
  readonly name: string;
  /** An object, or its JSON text; undefined if absent. */
  readonly arguments: Json | undefined;
  /** `tool_calls[0].function`. */
  readonly field: string;
}

/**
 * The calls of a message, or undefined if it has no field `tool_calls`.
 *
 * @throws {TemplateError} for calls that are not `{ function: { name, arguments } }`
 */
export function toolCallsOf(family: string, message: Message, index: number): readonly ToolCall[] | undefined {
  const calls = messageField(message, "tool_calls");
  if (calls === undefined) return undefined;
  if (!isJsonArray(calls)) {
    throw new TemplateError(`${family}: message ${index} has tool_calls that are not a list. Write them as one.`, {
      message: index,
      field: "tool_calls",
    });
  }
  return calls.map((call, position) => readCall(family, call, index, `tool_calls[${position}].function`));
}

function readCall(family: string, call: Json, index: number, field: string): ToolCall {
  const called = isJsonObject(call) ? valueAt(call, "function") : undefined;
  const name = isJsonObject(called) ? valueAt(called, "name") : undefined;
  if (!isJsonObject(called) || typeof name !== "string") {
    throw new TemplateError(
      `${family}: message ${index} has a tool call without the text ${field}.name. ` +
        'Write it as { "function": { "name": …, "arguments": … } }.',
      { message: index, field },
    );
  }
  return { name, arguments: valueAt(called, "arguments"), field };
}

/** @throws {TemplateError} if the call has no arguments, which the template cannot print */
export function requiredArguments(family: string, call: ToolCall, index: number): Json {
  if (call.arguments !== undefined) return call.arguments;
  throw new TemplateError(`${family}: message ${index} has a tool call without arguments. Write {} for none.`, {
    message: index,
    field: `${call.field}.arguments`,
  });
}
