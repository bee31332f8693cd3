import type { AdaptedRow, AdapterSettings, Json, JsonObject, RecognisedShape, RowAdapter } from "@turnwise/core";
import { buildConversation, objectRow, textField } from "./build-conversation.ts";
import { columnOf } from "./columns.ts";
import { DiagnosticCounter } from "./diagnostic-counter.ts";
import { refusePreferenceRow } from "./refuse-preference-row.ts";
import { holdsText, mostly, unreadTexts } from "./sampled-rows.ts";

/** What stands in text that a chat template has rendered already. */
const RENDERED =
  /<\|im_start\|>|<\|start_header_id\|>|<start_of_turn>|\[INST\]|<\|(?:user|assistant|system)\|>|###\s*(?:Instruction|Response|Human|Assistant):/;

/**
 * Rows of one `text`: it becomes an assistant's message, without any before it.
 *
 * @example
 * import { textAdapter } from "@turnwise/data";
 *
 * textAdapter.adapt({ text: "It was a dark and stormy night." });
 */
export const textAdapter: RowAdapter = {
  name: "text",
  description: "one text a row, as a message of the assistant",
  fields: ["text"],
  recognise,
  adapt,
};

/** Only where there is nothing else to read. */
function recognise(rows: readonly JsonObject[]): RecognisedShape | null {
  if (!holdsText(rows, "text") || unreadTexts(rows, ["text"]).length > 0) return null;
  const recognised = {
    columns: { text: "text" },
    statement: "text as a message of the assistant, without a question before it",
  };
  const isRendered = mostly(rows, (row) => RENDERED.test(String(columnOf(row, "text"))));
  if (!isRendered) return recognised;
  return {
    ...recognised,
    doubt:
      "text looks as if a chat template had rendered it already, and it would be rendered again. Prepare the data that it was made from; or, to train it as one plain text, --shape text.",
  };
}

function adapt(given: Json, { columns }: AdapterSettings = {}): AdaptedRow {
  const row = objectRow(given, '{"text": …}');
  refusePreferenceRow(row);
  const diagnostics = new DiagnosticCounter();
  const content = textField(row, "text", columns, diagnostics);
  return buildConversation(row, [{ role: "assistant", content }], columns, diagnostics);
}
