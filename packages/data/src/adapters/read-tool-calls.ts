import {
  entriesOf,
  isJsonArray,
  isJsonObject,
  parseJson,
  RowError,
  valueAt,
  type Json,
  type JsonObject,
} from "@turnwise/core";
import type { DiagnosticCounter } from "./diagnostic-counter.ts";
import { shown } from "./shown.ts";

const FORM = '{"type": "function", "function": {"name": …, "arguments": {…}}}';

/**
 * The tool calls of a message, with arguments as objects: OpenAI's wire form has them as JSON text, servers parse that
 * before they render, and templates print a text twice quoted.
 *
 * @throws {RowError} `bad-tool-calls`
 */
export function readToolCalls(value: Json, index: number, diagnostics: DiagnosticCounter): readonly Json[] {
  if (!isJsonArray(value)) refuse("", value, `must be a list of ${FORM}`, index);
  return value.map((call, position) => readToolCall(call, `[${position}]`, index, diagnostics));
}

function readToolCall(call: Json, step: string, index: number, diagnostics: DiagnosticCounter): Json {
  if (!isJsonObject(call)) refuse(step, call, `must be ${FORM}`, index);
  const called = valueAt(call, "function");
  if (!isJsonObject(called)) {
    const flat = called === undefined && valueAt(call, "name") !== undefined;
    refuse(step, call, flat ? `has its name outside "function"; it must be ${FORM}` : `must be ${FORM}`, index);
  }
  const name = valueAt(called, "name");
  if (typeof name !== "string" || name === "")
    refuse(`${step}.function.name`, name, "must be the function's name", index);
  const given = valueAt(called, "arguments");
  if (typeof given === "string") {
    const parsed = parsedObject(given);
    if (parsed !== undefined) {
      diagnostics.add("tool-arguments-parsed", "arguments of tool calls, given as JSON text, were parsed");
      return withEntry(call, "function", withEntry(called, "arguments", parsed));
    }
    diagnostics.add(
      "tool-arguments-not-json",
      "arguments of tool calls are text that is no JSON object; left as they are",
    );
  } else if (given !== undefined && given !== null && !isJsonObject(given)) {
    refuse(`${step}.function.arguments`, given, "must be an object or its JSON text", index);
  }
  return call;
}

function parsedObject(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A copy in the same form, with the keys in their order. */
function withEntry(object: JsonObject, key: string, value: Json): JsonObject {
  const entries = [...entriesOf(object)].map(([name, old]) => [name, name === key ? value : old] as const);
  return object instanceof Map ? new Map(entries) : Object.fromEntries(entries);
}

function refuse(step: string, found: Json | undefined, rule: string, index: number): never {
  const path = `messages[${index}].tool_calls${step}`;
  const text =
    typeof found === "string" && /^\s*[[{]/.test(found) ? " Parse the text first: jq's fromjson, or json.loads." : "";
  throw new RowError("bad-tool-calls", `${path} ${rule}; it is ${shown(found)}.${text}`, {
    message: index,
    field: `tool_calls${step}`,
  });
}
