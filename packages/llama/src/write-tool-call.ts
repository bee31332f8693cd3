import {
  entriesOf,
  isJsonObject,
  pythonJson,
  TemplateError,
  type CalledFunction,
  type RenderingBuilder,
} from "@turnwise/core";
import { requiredArguments } from "./tool-calls.ts";
import { writeJsonText } from "./write-json-text.ts";

/** Writes `{"name": "get_weather", "parameters": {"city": "Oslo"}}`; arguments given as text are printed as a JSON string. */
export function writeJsonCall(family: string, builder: RenderingBuilder, call: CalledFunction, message: number): void {
  const parameters = requiredArguments(family, call, message);
  const field = `${call.field}.arguments`;
  builder.template('{"name": "', "body", "tool_calls");
  builder.data(call.name, "body", { message, field: `${call.field}.name`, start: 0 });
  builder.template('", "parameters": ', "body", "tool_calls");
  if (typeof parameters === "string") writeJsonText(builder, parameters, message, field);
  else builder.data(pythonJson(parameters), "body", { message, field, start: -1 });
  builder.template("}", "body", "tool_calls");
}

/**
 * Writes `<|python_tag|>brave_search.call(query="Oslo")`.
 *
 * @throws {TemplateError} for arguments that are not an object of texts
 */
export function writeBuiltinCall(
  family: string,
  builder: RenderingBuilder,
  call: CalledFunction,
  message: number,
): void {
  const field = `${call.field}.arguments`;
  builder.template("<|python_tag|>", "body", "tool_calls");
  builder.data(call.name, "body", { message, field: `${call.field}.name`, start: 0 });
  builder.template(".call(", "body", "tool_calls");
  let before = "";
  for (const [name, value] of argumentTexts(family, call, message)) {
    builder.template(before, "body", "tool_calls");
    builder.data(name, "body", { message, field, start: -1 });
    builder.template('="', "body", "tool_calls");
    builder.data(value, "body", { message, field, start: -1 });
    before = '", ';
  }
  builder.template(before === "" ? ")" : '")', "body", "tool_calls");
}

function argumentTexts(family: string, call: CalledFunction, message: number): readonly (readonly [string, string])[] {
  if (call.arguments === undefined) return [];
  const texts: [string, string][] = [];
  const entries = isJsonObject(call.arguments) ? entriesOf(call.arguments) : [["", null] as const];
  for (const [name, value] of entries) {
    if (typeof value !== "string") {
      throw new TemplateError(
        `${family}: message ${message} calls the built-in tool ${call.name} with arguments that are not an object of texts. ` +
          "Write each value as a string.",
        { message, field: `${call.field}.arguments` },
      );
    }
    texts.push([name, value]);
  }
  return texts;
}
