import { contentNotText, pythonJson, valueAt } from "@turnwise/core";
import type { Printing } from "./printing.ts";
import { scalarText } from "./scalar-text.ts";
import { faultyCall, type ToolCall } from "./tool-call.ts";

export interface JsonToolCallStyle {
  /** Whether a newline stands before the first call; one always stands before the others. */
  readonly newlineFirst: boolean;
  /** What becomes of arguments given as text: printed as they stand, or encoded once more as a JSON string. */
  readonly textArguments: "as-they-stand" | "encoded";
}

/**
 * Writes calls as Hermes and Qwen do: `<tool_call>\n{"name": "…", "arguments": {…}}\n</tool_call>`.
 *
 * @throws {TemplateError} for a call without arguments
 */
export function writeJsonToolCalls(
  printing: Printing,
  message: number,
  calls: readonly ToolCall[],
  { newlineFirst, textArguments }: JsonToolCallStyle,
): void {
  const { builder } = printing;
  calls.forEach(({ call, path }, index) => {
    const name = valueAt(call, "name");
    const given = valueAt(call, "arguments");
    if (given === undefined) throw faultyCall(printing, message, path, "has no arguments. Give {} for none");
    const printedName = name === undefined ? "" : scalarText(name);
    if (printedName === null) throw contentNotText(printing.family, name, { message, field: `${path}.name` });
    const isText = typeof given === "string" && textArguments === "as-they-stand";

    const newline = index > 0 || newlineFirst ? "\n" : "";
    builder.template(`${newline}<tool_call>\n{"name": "`, "body", "tool_calls");
    builder.data(printedName, "body", { message, field: `${path}.name`, start: typeof name === "string" ? 0 : -1 });
    builder.template('", "arguments": ', "body", "tool_calls");
    builder.data(isText ? given : pythonJson(given), "body", {
      message,
      field: `${path}.arguments`,
      start: isText ? 0 : -1,
    });
    builder.template("}\n</tool_call>", "body", "tool_calls");
  });
}
