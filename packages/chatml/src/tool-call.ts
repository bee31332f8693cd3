import {
  isJsonArray,
  isJsonObject,
  pythonTruth,
  RowError,
  TemplateError,
  valueAt,
  type Json,
  type JsonObject,
} from "@turnwise/core";
import type { Printing } from "./printing.ts";

/** Which `function` of a call holds name and arguments: any that is there, or one that is not empty; else the call itself. */
export type FunctionRule = "defined" | "truthy";

/** A tool call as these templates read it. */
export interface ToolCall {
  readonly call: JsonObject;
  /** Its path in the message: `tool_calls[0].function`. */
  readonly path: string;
}

/**
 * The calls of a message, none if the field is absent or empty.
 *
 * @throws {RowError} `malformed-tool-calls` if they are no list
 * @throws {TemplateError} for a call that is no object
 */
export function toolCallsOf(printing: Printing, message: number, rule: FunctionRule): readonly ToolCall[] {
  const given: Json | undefined = printing.messages[message]?.tool_calls;
  if (!pythonTruth(given)) return [];
  if (!isJsonArray(given)) {
    const fault = `${printing.family}: tool_calls of message ${message} is no list. Give a list of calls.`;
    throw new RowError("malformed-tool-calls", fault, { message, field: "tool_calls" });
  }
  return given.map((item, index) => {
    const path = `tool_calls[${index}]`;
    const inner = isJsonObject(item) ? valueAt(item, "function") : undefined;
    const isInside = rule === "truthy" ? pythonTruth(inner) : inner !== undefined;
    const call = isInside ? inner : item;
    if (isJsonObject(call)) return { call, path: isInside ? `${path}.function` : path };
    throw faultyCall(printing, message, path, 'is no object. Give { "name": …, "arguments": … }');
  });
}

/** What the template raises for a call that it cannot print. */
export function faultyCall({ family }: Printing, message: number, field: string, fault: string): TemplateError {
  return new TemplateError(`${family}: ${field} of message ${message} ${fault}.`, { message, field });
}
