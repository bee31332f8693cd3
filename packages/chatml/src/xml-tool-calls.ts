import {
  entriesOf,
  isJsonArray,
  isJsonObject,
  pythonJson,
  valueAt,
  type Json,
  type RenderingBuilder,
} from "@turnwise/core";
import type { Printing } from "./printing.ts";
import { scalarText } from "./scalar-text.ts";
import { faultyCall, type ToolCall } from "./tool-call.ts";

export interface XmlToolCallStyle {
  /** Template text before the first call; a newline stands before the others. */
  readonly before: string;
  /** How values that are neither text, list nor object are written: `None` and `True`, or `null` and `true`. */
  readonly scalars: "python" | "json";
}

/**
 * Writes calls as Qwen 3.5 does: `<tool_call>\n<function=…>\n<parameter=…>\n…\n</parameter>\n</function>\n</tool_call>`.
 *
 * @throws {TemplateError} for a call without a name, or with arguments that are no object
 */
export function writeXmlToolCalls(
  printing: Printing,
  message: number,
  calls: readonly ToolCall[],
  { before, scalars }: XmlToolCallStyle,
): void {
  const { builder } = printing;
  calls.forEach(({ call, path }, index) => {
    const name = valueAt(call, "name");
    if (typeof name !== "string") throw faultyCall(printing, message, path, "has no name that is a text. Give it one");
    builder.template(`${index === 0 ? before : "\n"}<tool_call>\n<function=`, "body", "tool_calls");
    builder.data(name, "body", { message, field: `${path}.name`, start: 0 });
    builder.template(">\n", "body", "tool_calls");
    for (const [key, value] of argumentsOf(printing, message, call, path)) {
      writeParameter(builder, message, `${path}.arguments`, key, value, scalars);
    }
    builder.template("</function>\n</tool_call>", "body", "tool_calls");
  });
}

function argumentsOf(
  printing: Printing,
  message: number,
  call: ToolCall["call"],
  path: string,
): Iterable<readonly [string, Json]> {
  const given = valueAt(call, "arguments");
  if (given === undefined) return [];
  if (isJsonObject(given)) return entriesOf(given);
  throw faultyCall(printing, message, `${path}.arguments`, "is no object. Parse it to one, as the template needs");
}

function writeParameter(
  builder: RenderingBuilder,
  message: number,
  path: string,
  key: string,
  value: Json,
  scalars: XmlToolCallStyle["scalars"],
): void {
  const isText = typeof value === "string";
  const isNested = isJsonArray(value) || isJsonObject(value);
  const text = isText || (scalars === "python" && !isNested) ? scalarText(value) : null;
  builder.template("<parameter=", "body", "tool_calls");
  builder.data(key, "body", { message, field: path, start: -1 });
  builder.template(">\n", "body", "tool_calls");
  builder.data(text ?? pythonJson(value), "body", { message, field: memberPath(path, key), start: isText ? 0 : -1 });
  builder.template("\n</parameter>\n", "body", "tool_calls");
}

/** `arguments.city`, or `arguments["the city"]` where the key is no name. */
function memberPath(path: string, key: string): string {
  return /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}
