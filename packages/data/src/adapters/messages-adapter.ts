import {
  isJsonArray,
  isJsonObject,
  RowError,
  valueAt,
  type AdaptedRow,
  type Json,
  type JsonObject,
  type RowAdapter,
} from "@turnwise/core";
import { DiagnosticCounter } from "./diagnostic-counter.ts";
import { missingMessages } from "./missing-messages.ts";
import { readContinueFinalMessage } from "./read-continue-final-message.ts";
import { readMessage } from "./read-message.ts";
import { readTemplateArguments } from "./read-template-arguments.ts";
import { readTools } from "./read-tools.ts";
import { refusePreferenceRow } from "./refuse-preference-row.ts";
import { shown } from "./shown.ts";

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
  adapt,
};

function adapt(row: Json): AdaptedRow {
  if (!isJsonObject(row)) {
    throw new RowError("not-an-object", `a row is a JSON object such as {"messages": […]}; this one is ${shown(row)}.`);
  }
  refusePreferenceRow(row);
  const messages = valueAt(row, "messages");
  if (!isJsonArray(messages) || messages.length === 0) throw missingMessages(row);
  refuseLegacyFunctions(row);
  const diagnostics = new DiagnosticCounter();
  for (const column of NEAR_COLUMNS) {
    if ((valueAt(row, column) ?? null) !== null) {
      diagnostics.add("column-not-read", `the column ${column} is not read; a system message stands in messages`);
    }
  }
  const tools = readTools(valueAt(row, "tools"), diagnostics);
  const continueFinalMessage = readContinueFinalMessage(row);
  const templateArguments = readTemplateArguments(row);
  return {
    conversation: {
      messages: messages.map((message, index) => readMessage(message, index, diagnostics)),
      ...(tools === undefined ? {} : { tools }),
      ...(templateArguments === undefined ? {} : { templateArguments }),
      ...(continueFinalMessage === undefined ? {} : { continueFinalMessage }),
    },
    diagnostics: diagnostics.list(),
  };
}

function refuseLegacyFunctions(row: JsonObject): void {
  const functions = valueAt(row, "functions");
  if (!isJsonArray(functions) || functions.length === 0 || isJsonArray(valueAt(row, "tools"))) return;
  throw new RowError(
    "legacy-function-call",
    `functions is OpenAI's form before tools, which chat templates do not read. Convert it: jq -c '.tools = [.functions[] | {type: "function", function: .}]'`,
  );
}
