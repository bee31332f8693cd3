import { isJsonArray, isJsonObject, parseJson, RowError, type Json } from "@turnwise/core";
import { checkText } from "./check-text.ts";
import type { DiagnosticCounter } from "./diagnostic-counter.ts";
import { shown } from "./shown.ts";

/**
 * The tool definitions of a row: a list of objects, or its JSON text. Undefined if there are none.
 *
 * @throws {RowError} `bad-tools`
 */
export function readTools(value: Json | undefined, diagnostics: DiagnosticCounter): readonly Json[] | undefined {
  if (value === undefined || value === null) return undefined;
  const tools = typeof value === "string" ? parsedTools(value, diagnostics) : value;
  if (tools === undefined) return undefined;
  if (!isJsonArray(tools)) refuse("tools", tools, 'a list of {"type": "function", "function": {…}}, or its JSON text');
  for (const [index, tool] of tools.entries()) {
    if (!isJsonObject(tool))
      refuse(`tools[${index}]`, tool, "an object with a function's name, description and parameters");
  }
  checkText(tools, "tools");
  return tools;
}

function parsedTools(text: string, diagnostics: DiagnosticCounter): Json | undefined {
  diagnostics.add("tools-parsed", "tools, given as JSON text, were parsed");
  if (text.trim() === "") return undefined;
  try {
    return parseJson(text);
  } catch {
    return refuse("tools", text, "a list, or its JSON text");
  }
}

function refuse(path: string, found: Json, rule: string): never {
  throw new RowError("bad-tools", `${path} must be ${rule}; it is ${shown(found)}.`);
}
