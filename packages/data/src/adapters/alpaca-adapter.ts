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
import { buildConversation, objectRow, optionalText, textField } from "./build-conversation.ts";
import { fieldOf } from "./columns.ts";
import { DiagnosticCounter } from "./diagnostic-counter.ts";
import { refusePreferenceRow } from "./refuse-preference-row.ts";
import { allColumns, holdsText, unreadTexts } from "./sampled-rows.ts";
import { shown } from "./shown.ts";

const FIELDS = ["instruction", "input", "output", "system", "history"] as const;

/**
 * Alpaca rows: `instruction`, `input` and `output` (or `response`), and where present `system` and `history`, a list of pairs. A
 * filled input follows the instruction behind a blank line, which is counted (`input-joined`).
 *
 * @example
 * import { alpacaAdapter } from "@turnwise/data";
 *
 * alpacaAdapter.adapt({ instruction: "Translate to French.", input: "Hello", output: "Bonjour" });
 */
export const alpacaAdapter: RowAdapter = {
  name: "alpaca",
  description: "Alpaca rows: instruction, input, output, system, history",
  fields: FIELDS,
  recognise,
  adapt,
};

function recognise(rows: readonly JsonObject[]): RecognisedShape | null {
  const output = ["output", "response"].filter((name) => holdsText(rows, name));
  const [answer] = output;
  if (!holdsText(rows, "instruction") || answer === undefined) return null;
  const there = allColumns(rows);
  const own = ["input", "system", "history"].filter((name) => there.includes(name));
  const columns = {
    instruction: "instruction",
    ...Object.fromEntries(own.map((name) => [name, name])),
    output: answer,
  };
  const input = own.includes("input") ? " and input" : "";
  const statement = `instruction${input} as user, ${answer} as assistant${own.includes("system") ? ", system" : ""}${own.includes("history") ? ", history" : ""}`;
  // `text` is the whole row rendered, in the data set that gave the shape its name.
  const unread = unreadTexts(rows, ["instruction", answer, ...own, "text"]);
  if (unread.length === 0) return { columns, statement };
  const choice = `--columns instruction=instruction,output=${answer}`;
  return {
    columns,
    statement,
    doubt: `besides instruction and ${answer} there is text in ${unread.join(", ")}. Say what is read: ${choice} without it, or add input=${unread[0] ?? ""} or system=${unread[0] ?? ""}.`,
  };
}

function adapt(given: Json, { columns }: AdapterSettings = {}): AdaptedRow {
  const row = objectRow(given, '{"instruction": …, "input": …, "output": …}');
  refusePreferenceRow(row);
  const diagnostics = new DiagnosticCounter();
  const outputs = columns?.["output"] === undefined && optionalText(row, "output", columns, diagnostics) === undefined;
  const read = outputs ? { ...columns, output: "response" } : columns;
  const instruction = textField(row, "instruction", read, diagnostics);
  const input = optionalText(row, "input", read, diagnostics) ?? "";
  const output = textField(row, "output", read, diagnostics);
  const system = optionalText(row, "system", read, diagnostics) ?? "";
  if (input !== "" && instruction !== "") {
    diagnostics.add("input-joined", "the input stands behind the instruction and a blank line, in one message");
  }
  const messages: readonly Json[] = [
    ...(system === "" ? [] : [{ role: "system", content: system }]),
    ...historyOf(fieldOf(row, "history", read, diagnostics)),
    { role: "user", content: [instruction, input].filter((text) => text !== "").join("\n\n") },
    { role: "assistant", content: output },
  ];
  return buildConversation(row, messages, read, diagnostics);
}

/** `[["question", "answer"], …]` */
function historyOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  if (!isJsonArray(value)) throw badHistory(value);
  return value.flatMap((pair): readonly Json[] => {
    const [question, answer, ...more] = isJsonArray(pair) ? pair : [];
    if (typeof question !== "string" || typeof answer !== "string" || more.length > 0) throw badHistory(pair);
    return [
      { role: "user", content: question },
      { role: "assistant", content: answer },
    ];
  });
}

function badHistory(found: Json): RowError {
  return new RowError(
    "bad-history",
    `history must be a list of pairs of texts, [["question", "answer"], …]; it is ${shown(found)}.`,
  );
}
