import type { Json } from "../contracts/json.ts";
import { TemplateError } from "../errors/template-error.ts";
import { isJsonObject, valueAt } from "../json/json-object.ts";

/** The function that a tool call names. */
export interface CalledFunction {
  readonly name: string;
  /** An object, or its JSON text; undefined if absent. */
  readonly arguments: Json | undefined;
  /** `tool_calls[0].function` */
  readonly field: string;
}

/**
 * Reads the tool call at `index` of a message, in the form that OpenAI gave it.
 *
 * @throws {TemplateError} for a call without the text `function.name`
 */
export function calledFunction(family: string, call: Json, message: number, index: number): CalledFunction {
  const field = `tool_calls[${index}].function`;
  const called = isJsonObject(call) ? valueAt(call, "function") : undefined;
  const name = isJsonObject(called) ? valueAt(called, "name") : undefined;
  if (isJsonObject(called) && typeof name === "string") return { name, arguments: valueAt(called, "arguments"), field };
  throw new TemplateError(
    `${family}: message ${message} has a tool call without the text ${field}.name. ` +
      'Write it as { "function": { "name": …, "arguments": … } }.',
    { message, field },
  );
}
