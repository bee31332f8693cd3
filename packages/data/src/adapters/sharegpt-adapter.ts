import {
  entriesOf,
  isJsonArray,
  isJsonObject,
  RowError,
  valueAt,
  type AdaptedRow,
  type AdapterSettings,
  type Json,
  type JsonObject,
  type RecognisedShape,
  type RowAdapter,
} from "@turnwise/core";
import { buildConversation, messageList, objectRow, optionalText } from "./build-conversation.ts";
import { columnOf, fieldOf, jsonOf } from "./columns.ts";
import { DiagnosticCounter } from "./diagnostic-counter.ts";
import { refusePreferenceRow } from "./refuse-preference-row.ts";
import { listColumns } from "./sampled-rows.ts";
import { shown } from "./shown.ts";

/** Who speaks, as data of this shape calls them; others keep their names. */
const ROLES: ReadonlyMap<string, string> = new Map([
  ["human", "user"],
  ["user", "user"],
  ["gpt", "assistant"],
  ["assistant", "assistant"],
  ["chatgpt", "assistant"],
  ["bing", "assistant"],
  ["bard", "assistant"],
  ["model", "assistant"],
  ["system", "system"],
  ["observation", "tool"],
  ["function_response", "tool"],
  ["tool", "tool"],
]);

/**
 * ShareGPT rows: `conversations` of `from` and `value`, and where present `system` and `tools`. human and gpt become user and
 * assistant, a `function_call` becomes a message of the assistant with tool_calls, an `observation` one of the tool; a role that the
 * user maps is left as it is. Text is never changed.
 *
 * @example
 * import { sharegptAdapter } from "@turnwise/data";
 *
 * sharegptAdapter.adapt({ conversations: [{ from: "human", value: "Capital of France?" }, { from: "gpt", value: "Paris." }] });
 */
export const sharegptAdapter: RowAdapter = {
  name: "sharegpt",
  description: "ShareGPT rows: conversations with from and value, system, tools",
  fields: ["conversations", "system", "tools"],
  recognise,
  adapt,
};

function recognise(rows: readonly JsonObject[]): RecognisedShape | null {
  const [column, ...others] = listColumns(rows, ["from", "value"]);
  if (column === undefined) return null;
  const besides = ["system", "tools"].filter((name) => rows.some((row) => (columnOf(row, name) ?? null) !== null));
  const columns = { conversations: column, ...Object.fromEntries(besides.map((name) => [name, name])) };
  const statement = `${[column, ...besides].join(", ")}; from human and gpt as the roles user and assistant`;
  if (others.length === 0) return { columns, statement };
  const choices = [column, ...others].map((each) => `--columns conversations=${each}`);
  return {
    columns,
    statement,
    doubt: `${[column, ...others].join(" and ")} all hold turns. Choose one: ${choices.join(" or ")}.`,
  };
}

function adapt(given: Json, { columns, roles = [] }: AdapterSettings = {}): AdaptedRow {
  const row = objectRow(given, '{"conversations": […]}');
  refusePreferenceRow(row);
  const diagnostics = new DiagnosticCounter();
  const found = fieldOf(row, "conversations", columns, diagnostics);
  const turns = messageList(found, diagnostics);
  if (turns === undefined || turns.length === 0) {
    const column = columns?.["conversations"] ?? "conversations";
    throw new RowError(
      "no-messages",
      `${column} is ${shown(found)}; a row needs a list of turns with from and value. Leave the row out.`,
    );
  }
  const system = optionalText(row, "system", columns, diagnostics);
  const messages = turns.map((turn, index) => messageOf(turn, index, roles, diagnostics));
  const first: readonly Json[] = system === undefined || system === "" ? [] : [{ role: "system", content: system }];
  return buildConversation(row, [...first, ...messages], columns, diagnostics);
}

function messageOf(turn: Json, index: number, own: readonly string[], diagnostics: DiagnosticCounter): Json {
  const from = isJsonObject(turn) ? valueAt(turn, "from") : undefined;
  const value = isJsonObject(turn) ? valueAt(turn, "value") : undefined;
  if (!isJsonObject(turn) || typeof from !== "string") {
    throw new RowError(
      "missing-role",
      `turn ${index} has no from; it is ${shown(turn)}. Give each turn from and value.`,
      { message: index },
    );
  }
  const others = [...entriesOf(turn)].filter(([key]) => key !== "from" && key !== "value");
  if (from === "function_call" && !own.includes(from)) {
    return new Map<string, Json>([
      ["role", "assistant"],
      ["tool_calls", callsOf(value, index, diagnostics)],
      ...others,
    ]);
  }
  const role = own.includes(from) ? from : (ROLES.get(from) ?? from);
  return new Map<string, Json>([["role", role], ["content", value ?? null], ...others]);
}

/** `{"name": …, "arguments": …}` or a list of these, as JSON text. */
function callsOf(value: Json | undefined, index: number, diagnostics: DiagnosticCounter): Json {
  const parsed = typeof value === "string" ? jsonOf(value) : value;
  const calls = isJsonArray(parsed) ? parsed : [parsed];
  diagnostics.add("tool-calls-parsed", "the text of function_call turns was parsed as tool calls");
  return calls.map((call) => {
    if (isJsonObject(call) && typeof valueAt(call, "name") === "string") return { type: "function", function: call };
    throw new RowError(
      "bad-tool-calls",
      `turn ${index} is a function_call, and its value is ${shown(value)}; it must be the JSON text of {"name": …, "arguments": {…}}.`,
      { message: index, field: "tool_calls" },
    );
  });
}
