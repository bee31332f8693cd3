import {
  calledFunction,
  isJsonArray,
  TemplateError,
  type CalledFunction,
  type Json,
  type Message,
} from "@turnwise/core";
import { messageField } from "./message-field.ts";

/**
 * The calls of a message, or undefined if it has no field `tool_calls`.
 *
 * @throws {TemplateError} for calls that are not `{ function: { name, arguments } }`
 */
export function toolCallsOf(family: string, message: Message, index: number): readonly CalledFunction[] | undefined {
  const calls = messageField(message, "tool_calls");
  if (calls === undefined) return undefined;
  if (!isJsonArray(calls)) {
    throw new TemplateError(`${family}: message ${index} has tool_calls that are not a list. Write them as one.`, {
      message: index,
      field: "tool_calls",
    });
  }
  return calls.map((call, position) => calledFunction(family, call, index, position));
}

/** @throws {TemplateError} if the call has no arguments, which the template cannot print */
export function requiredArguments(family: string, call: CalledFunction, index: number): Json {
  if (call.arguments !== undefined) return call.arguments;
  throw new TemplateError(`${family}: message ${index} has a tool call without arguments. Write {} for none.`, {
    message: index,
    field: `${call.field}.arguments`,
  });
}
