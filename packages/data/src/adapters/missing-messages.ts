import { entriesOf, isJsonArray, isJsonObject, RowError, valueAt, type Json, type JsonObject } from "@turnwise/core";
import { columnOf } from "./columns.ts";
import { keysOf, shown } from "./shown.ts";

const QUESTIONS = ["instruction", "prompt", "question", "query", "input"];
const ANSWERS = ["output", "response", "completion", "answer", "solution"];

/** A row without a list of messages: says what the row has instead, and how to convert it. */
export function missingMessages(row: JsonObject, column: string = "messages"): RowError {
  const found = columnOf(row, column);
  const rule = `${column} is ${shown(found)}; a row needs a list of messages with role and content`;
  return new RowError("no-messages", `${rule}. ${cure(row, found)}`);
}

function cure(row: JsonObject, found: Json | undefined): string {
  if (isJsonArray(found)) return "Leave the row out.";
  if (typeof found === "string" && /^\s*\[/.test(found)) return `Parse the text: ${jq(".messages |= fromjson")}`;
  return (
    shareGpt(row) ??
    listUnderAnotherName(row) ??
    nested(row) ??
    questionAndAnswer(row) ??
    text(row) ??
    `The row has ${keysOf(row)}: convert it to {"messages": [{"role": "user", "content": …}, …]}.`
  );
}

function shareGpt(row: JsonObject): string | undefined {
  const column = columnWhere(row, (value) => has(firstOf(value), "from") && has(firstOf(value), "value"));
  if (column === undefined) return undefined;
  const program = `.messages = [.${column}[] | {role: ({human: "user", gpt: "assistant"}[.from] // .from), content: .value}]`;
  return `The row has ${column} with from and value, which is ShareGPT: read the file with --shape sharegpt, or convert it: ${jq(program)}`;
}

function listUnderAnotherName(row: JsonObject): string | undefined {
  const column = columnWhere(row, (value) => has(firstOf(value), "role"));
  if (column !== undefined) return `${column} looks like messages: ${jq(`.messages = .${column}`)}`;
  const lists = columnWhere(row, (value) => has(firstOf(firstOf(value)), "role"));
  if (lists !== undefined) return `${lists} is a list of lists of messages: ${jq(`.messages = (.${lists} | add)`)}`;
  if (!has(row, "role") || !has(row, "content")) return undefined;
  return "The row is one message; put all messages of a conversation into one row.";
}

function nested(row: JsonObject): string | undefined {
  const column = columnWhere(row, (value) => has(value, "messages"));
  return column === undefined ? undefined : `messages stand under ${column}: ${jq(`.${column}`)}`;
}

function questionAndAnswer(row: JsonObject): string | undefined {
  const question = QUESTIONS.find((name) => typeof valueAt(row, name) === "string");
  const answer = ANSWERS.find((name) => typeof valueAt(row, name) === "string");
  if (question === undefined || answer === undefined) {
    const lone = question ?? answer;
    if (lone === undefined) return undefined;
    const [have, want, names] =
      question === undefined ? ["answer", "question", QUESTIONS] : ["question", "answer", ANSWERS];
    return (
      `The row has ${keysOf(row)}: ${lone} may be the ${have}, but none of ${names.join(", ")} holds the ${want} as text. ` +
      "Make messages with the roles user and assistant from both."
    );
  }
  const alpaca = question === "instruction";
  const prompt =
    alpaca && has(row, "input")
      ? '([.instruction, .input // ""] | map(select(. != "")) | join("\\n\\n"))'
      : `.${question}`;
  const program = `{messages: [{role: "user", content: ${prompt}}, {role: "assistant", content: .${answer}}]}`;
  const form = alpaca ? `${question} and ${answer}, which is Alpaca` : `${question} and ${answer}`;
  return `The row has ${form}: read the file with --shape or --columns, or convert it: ${jq(program)}`;
}

function text(row: JsonObject): string | undefined {
  if (typeof valueAt(row, "text") !== "string") return undefined;
  return "The row has text, which is plain text: read the file with --shape text, or cut it into messages with roles.";
}

function jq(program: string): string {
  return `jq -c '${program}'`;
}

/** The first column, other than messages, whose name needs no quotes in jq and whose value passes. */
function columnWhere(row: JsonObject, passes: (value: Json) => boolean): string | undefined {
  for (const [name, value] of entriesOf(row)) {
    if (name !== "messages" && /^[A-Za-z_]\w*$/.test(name) && passes(value)) return name;
  }
  return undefined;
}

function firstOf(value: Json | undefined): Json | undefined {
  return isJsonArray(value) ? value[0] : undefined;
}

function has(value: Json | undefined, key: string): boolean {
  return isJsonObject(value) && valueAt(value, key) !== undefined;
}
