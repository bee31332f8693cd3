import {
  isJsonArray,
  RowError,
  type AdaptedRow,
  type ColumnMap,
  type Conversation,
  type Json,
  type JsonObject,
  type Message,
} from "@turnwise/core";
import { fieldOf, jsonOf } from "./columns.ts";
import type { DiagnosticCounter } from "./diagnostic-counter.ts";
import { readContinueFinalMessage } from "./read-continue-final-message.ts";
import { readMessage } from "./read-message.ts";
import { readTemplateArguments } from "./read-template-arguments.ts";
import { readTools } from "./read-tools.ts";
import { shown } from "./shown.ts";

/** The conversation of messages, and of what else a row may hold for a template: tools, documents, chat_template_kwargs. */
export function buildConversation(
  row: JsonObject,
  messages: readonly Json[],
  columns: ColumnMap | undefined,
  diagnostics: DiagnosticCounter,
): AdaptedRow {
  const tools = readTools(fieldOf(row, "tools", columns, diagnostics), diagnostics);
  const continueFinalMessage = readContinueFinalMessage(row);
  const templateArguments = readTemplateArguments(row);
  const plain: Conversation = { messages: readMessages(messages, diagnostics) };
  const isPlain = tools === undefined && templateArguments === undefined && continueFinalMessage === undefined;
  const conversation: Conversation = isPlain
    ? plain
    : {
        ...plain,
        ...(tools === undefined ? {} : { tools }),
        ...(templateArguments === undefined ? {} : { templateArguments }),
        ...(continueFinalMessage === undefined ? {} : { continueFinalMessage }),
      };
  return { conversation, diagnostics: diagnostics.list() };
}

/** Pushed one by one: lists that `map` makes change their form once it is compiled, and with them all code that reads messages. */
function readMessages(messages: readonly Json[], diagnostics: DiagnosticCounter): readonly Message[] {
  const all: Message[] = [];
  for (const message of messages) all.push(readMessage(message, all.length, diagnostics));
  return all;
}

/** A list of messages, also as JSON text; undefined if it is something else. */
export function messageList(value: Json | undefined, diagnostics: DiagnosticCounter): readonly Json[] | undefined {
  if (isJsonArray(value)) return value;
  const parsed = typeof value === "string" ? jsonOf(value) : undefined;
  if (!isJsonArray(parsed)) return undefined;
  diagnostics.add("messages-parsed", "messages, given as JSON text, were parsed");
  return parsed;
}

/**
 * The text of a field.
 *
 * @throws {RowError} `field-missing`, `field-not-text`
 */
export function textField(
  row: JsonObject,
  field: string,
  columns: ColumnMap | undefined,
  diagnostics: DiagnosticCounter,
): string {
  const text = optionalText(row, field, columns, diagnostics);
  if (text !== undefined) return text;
  const column = columns?.[field] ?? field;
  throw new RowError(
    "field-missing",
    `the column ${column} is missing or null; it is read as ${field}. Fill it, or leave the row out.`,
  );
}

/** @throws {RowError} `field-not-text` */
export function optionalText(
  row: JsonObject,
  field: string,
  columns: ColumnMap | undefined,
  diagnostics: DiagnosticCounter,
): string | undefined {
  const value = fieldOf(row, field, columns, diagnostics);
  if (value === undefined || typeof value === "string") return value;
  const column = columns?.[field] ?? field;
  throw new RowError(
    "field-not-text",
    `the column ${column} is ${shown(value)}, where text belongs; it is read as ${field}.`,
  );
}

/** @throws {RowError} `not-an-object` */
export function objectRow(row: Json, example: string): JsonObject {
  if (typeof row === "object" && row !== null && !isJsonArray(row) && !("lexeme" in row)) return row as JsonObject;
  throw new RowError("not-an-object", `a row is a JSON object such as ${example}; this one is ${shown(row)}.`);
}
