import {
  isJsonArray,
  RowError,
  valueAt,
  type AdaptedRow,
  type AdapterSettings,
  type Json,
  type JsonObject,
  type RecognisedShape,
  type RowAdapter,
} from "@turnwise/core";
import { buildConversation, messageList, objectRow } from "./build-conversation.ts";
import { columnOf, fieldOf } from "./columns.ts";
import { DiagnosticCounter } from "./diagnostic-counter.ts";
import { missingMessages } from "./missing-messages.ts";
import { refusePreferenceRow } from "./refuse-preference-row.ts";
import { listColumns, mostly } from "./sampled-rows.ts";

/** Columns beside `messages` that may hold what the user thinks is trained. */
const NEAR_COLUMNS = ["system", "system_prompt"] as const;

/**
 * OpenAI-style rows: `messages`, and where present `tools`, `documents`, `chat_template_kwargs` and `continue_final_message`. Text is never changed;
 * other columns are ignored; role names are left to the model family. Runs in a browser.
 *
 * @example
 * import { messagesAdapter } from "@turnwise/data";
 *
 * const { conversation, diagnostics } = messagesAdapter.adapt({
 *   messages: [
 *     { role: "user", content: "Capital of France?" },
 *     { role: "assistant", content: "Paris." },
 *   ],
 * });
 */
export const messagesAdapter: RowAdapter = {
  name: "messages",
  description: "OpenAI-style rows: messages with role and content, tools, chat_template_kwargs",
  fields: ["messages", "tools"],
  recognise,
  adapt,
};

/** A list of messages with roles, under whatever name; a column that is called messages, whatever is in it, for lack of one. */
function recognise(rows: readonly JsonObject[]): RecognisedShape | null {
  const [column, ...others] = listColumns(rows, ["role"]);
  if (column === undefined) {
    const isNamed = mostly(rows, (row) => (valueAt(row, "messages") ?? null) !== null);
    if (!isNamed || listColumns(rows, ["from", "value"]).length > 0) return null;
    return { columns: { messages: "messages" }, statement: "messages with role and content" };
  }
  const tools = column.replace(/[^.]*$/, "tools");
  const hasTools = rows.some((row) => (columnOf(row, tools) ?? null) !== null);
  const columns = { messages: column, ...(hasTools ? { tools } : {}) };
  const statement = `${column} with role and content${hasTools ? `; ${tools}` : ""}`;
  if (others.length === 0) return { columns, statement };
  const doubt = `${[column, ...others].join(" and ")} all hold messages. Choose one: ${[column, ...others].map((each) => `--columns messages=${each}`).join(" or ")}.`;
  return { columns, statement, doubt };
}

function adapt(given: Json, { columns }: AdapterSettings = {}): AdaptedRow {
  const row = objectRow(given, '{"messages": […]}');
  refusePreferenceRow(row);
  const diagnostics = new DiagnosticCounter();
  const messages = messageList(fieldOf(row, "messages", columns, diagnostics), diagnostics);
  if (messages === undefined || messages.length === 0) throw missingMessages(row, columns?.["messages"]);
  refuseLegacyFunctions(row);
  for (const column of NEAR_COLUMNS) {
    if ((valueAt(row, column) ?? null) !== null) {
      diagnostics.add("column-not-read", `the column ${column} is not read; a system message stands in messages`);
    }
  }
  return buildConversation(row, messages, columns, diagnostics);
}

function refuseLegacyFunctions(row: JsonObject): void {
  const functions = valueAt(row, "functions");
  if (!isJsonArray(functions) || functions.length === 0 || isJsonArray(valueAt(row, "tools"))) return;
  throw new RowError(
    "legacy-function-call",
    `functions is OpenAI's form before tools, which chat templates do not read. Convert it: jq -c '.tools = [.functions[] | {type: "function", function: .}]'`,
  );
}
