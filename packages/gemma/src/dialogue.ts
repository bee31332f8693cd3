import {
  isJsonArray,
  isJsonObject,
  pythonStrip,
  valueAt,
  type Conversation,
  type Json,
  type Message,
} from "@turnwise/core";
import { templateFault, unknownRole } from "./faults.ts";
import { isTruthy, pythonText } from "./python-text.ts";
import { textParts } from "./text-parts.ts";
import type { TurnWriter } from "./turn-writer.ts";
import { memberOf } from "./value-writer.ts";
import { withoutThinking } from "./without-thinking.ts";

/** Refuses roles that the family does not declare. */
export function checkRoles(family: string, roles: Readonly<Record<string, string>>, { messages }: Conversation): void {
  for (const [index, { role }] of messages.entries()) {
    if (!Object.hasOwn(roles, role)) throw unknownRole(family, roles, index, role);
  }
}

/** Index of the last message of the user, -1 if there is none. */
export function lastUserMessage(messages: readonly Message[]): number {
  return messages.findLastIndex(({ role }) => role === "user");
}

/** A list field of a message, empty if the template would skip it. */
export function listField(family: string, message: Message, index: number, field: string): readonly Json[] {
  const value = message[field];
  if (!isTruthy(value)) return [];
  if (isJsonArray(value)) return value;
  throw templateFault(family, `${field} needs to be a list`, { message: index, field });
}

/** Writes content as a turn of Gemma 4 has it: trimmed, an assistant's without its thoughts. Returns whether it printed anything. */
export function writeContent(turn: TurnWriter, family: string, message: Message, index: number): boolean {
  const { content, role } = message;
  const write = role === "assistant" ? writeWithoutThinking : writeTrimmed;
  if (typeof content === "string") return write(turn, family, content, index, "content");
  if (content === null || content === undefined) return false;
  if (isJsonArray(content)) {
    let printed = false;
    for (const { text, field } of textParts(family, content, index)) {
      if (write(turn, family, text, index, field)) printed = true;
    }
    return printed;
  }
  throw templateFault(family, "Content needs to be text or a list of content parts", {
    message: index,
    field: "content",
  });
}

function writeWithoutThinking(
  turn: TurnWriter,
  family: string,
  value: Json | undefined,
  message: number,
  field: string,
): boolean {
  if (typeof value !== "string") throw templateFault(family, "A text part needs text", { message, field });
  let printed = false;
  for (const { text, start } of withoutThinking(value)) {
    turn.data(text, { message, field, start });
    if (text !== "") printed = true;
  }
  return printed;
}

/** `{{ value | trim }}` */
export function writeTrimmed(
  turn: TurnWriter,
  _family: string,
  value: Json | undefined,
  message: number,
  field: string,
): boolean {
  const { text, start } = pythonStrip(pythonText(value));
  turn.data(text, { message, field, start: typeof value === "string" ? start : -1 });
  return text !== "";
}

/** The function that a call names. */
export interface CalledFunction {
  readonly name: string;
  readonly arguments: Json | undefined;
  /** `tool_calls[0].function` */
  readonly field: string;
}

/** @throws {TemplateError} if the call names no function */
export function calledFunction(family: string, call: Json, message: number, index: number): CalledFunction {
  const field = `tool_calls[${index}].function`;
  const called = memberOf(call, "function");
  const name = isJsonObject(called) ? valueAt(called, "name") : undefined;
  if (called === undefined || typeof name !== "string") {
    throw templateFault(family, 'A tool call needs the form {"function": {"name": …, "arguments": {…}}}', {
      message,
      field,
    });
  }
  return { name, arguments: memberOf(called, "arguments"), field };
}

/** The opening of a call; `template` text of calls wraps `tool_calls`. */
export function openCall(turn: TurnWriter, called: CalledFunction, message: number): void {
  turn.template("<|tool_call>call:", "tool_calls");
  turn.data(called.name, { message, field: `${called.field}.name`, start: 0 });
  turn.template("{", "tool_calls");
}
