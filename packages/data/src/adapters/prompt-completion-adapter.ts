import {
  isJsonArray,
  RowError,
  type AdaptedRow,
  type AdapterSettings,
  type Json,
  type JsonObject,
  type RecognisedShape,
  type RowAdapter,
} from "@turnwise/core";
import { buildConversation, messageList, objectRow } from "./build-conversation.ts";
import { fieldOf, columnOf } from "./columns.ts";
import { DiagnosticCounter } from "./diagnostic-counter.ts";
import { refusePreferenceRow } from "./refuse-preference-row.ts";
import { mostly, unreadTexts } from "./sampled-rows.ts";
import { shown } from "./shown.ts";

/**
 * Rows of `prompt` and `completion`: two texts, which become a user's and an assistant's message, or two lists of messages, which
 * become one.
 *
 * @example
 * import { promptCompletionAdapter } from "@turnwise/data";
 *
 * promptCompletionAdapter.adapt({ prompt: "Capital of France?", completion: "Paris." });
 */
export const promptCompletionAdapter: RowAdapter = {
  name: "prompt-completion",
  description: "prompt and completion, as texts or as lists of messages",
  fields: ["prompt", "completion", "tools"],
  recognise,
  adapt,
};

function recognise(rows: readonly JsonObject[]): RecognisedShape | null {
  const holds = (column: string): boolean =>
    mostly(rows, (row) => {
      const value = columnOf(row, column);
      return typeof value === "string" || isJsonArray(value);
    });
  if (!holds("prompt") || !holds("completion")) return null;
  const columns = { prompt: "prompt", completion: "completion" };
  const statement = "prompt as user, completion as assistant";
  const unread = unreadTexts(rows, ["prompt", "completion", "tools"]);
  if (unread.length === 0) return { columns, statement };
  return {
    columns,
    statement,
    doubt: `besides prompt and completion there is text in ${unread.join(", ")}. Say what is read: --columns prompt=prompt,completion=completion without it, or --columns system=${unread[0] ?? ""},user=prompt,assistant=completion.`,
  };
}

function adapt(given: Json, { columns }: AdapterSettings = {}): AdaptedRow {
  const row = objectRow(given, '{"prompt": …, "completion": …}');
  refusePreferenceRow(row);
  const diagnostics = new DiagnosticCounter();
  const messages = [
    ...part(row, "prompt", "user", columns, diagnostics),
    ...part(row, "completion", "assistant", columns, diagnostics),
  ];
  return buildConversation(row, messages, columns, diagnostics);
}

function part(
  row: JsonObject,
  field: string,
  role: string,
  columns: AdapterSettings["columns"],
  diagnostics: DiagnosticCounter,
): readonly Json[] {
  const value = fieldOf(row, field, columns, diagnostics);
  if (typeof value === "string") return [{ role, content: value }];
  const messages = isJsonArray(value) ? messageList(value, diagnostics) : undefined;
  if (messages !== undefined) return messages;
  const column = columns?.[field] ?? field;
  throw new RowError(
    value === undefined ? "field-missing" : "field-not-text",
    `the column ${column} is ${shown(value)}; it is read as ${field}, a text or a list of messages. Fill it, or leave the row out.`,
  );
}
