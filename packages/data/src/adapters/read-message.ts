import { entriesOf, isJsonObject, RowError, type Json, type Message } from "@turnwise/core";
import { checkContent } from "./check-content.ts";
import { checkText } from "./check-text.ts";
import type { DiagnosticCounter } from "./diagnostic-counter.ts";
import { plainMessage } from "./plain-message.ts";
import { readToolCalls } from "./read-tool-calls.ts";
import { readTrain, readWeight } from "./read-training-flags.ts";
import { shown } from "./shown.ts";

/** Names of a message's reasoning, the first non-null wins: as transformers 5.23, `utils/chat_template_utils.py`. */
const REASONING_FIELDS = ["reasoning_content", "thinking", "reasoning"] as const;
const TEXT_FIELDS = [...REASONING_FIELDS, "name", "tool_call_id"] as const;

/** How other tools say what is trained. */
const FOREIGN_FLAGS = ["loss_weight", "loss", "loss_scale", "masked", "trainable", "training", "train_detail"] as const;

type Draft = { -readonly [Key in keyof Message]?: Message[Key] };

/**
 * One message. Keys whose value is null are dropped, as transformers does before it renders; content beside tool calls
 * becomes an empty text instead, as inference servers do, because many templates fail without it.
 *
 * @throws {RowError}
 */
export function readMessage(value: Json, index: number, diagnostics: DiagnosticCounter): Message {
  const plain = plainMessage(value);
  if (plain !== null) return plain;
  if (!isJsonObject(value)) {
    throw new RowError(
      "not-a-message",
      `messages[${index}] is ${shown(value)}; a message is an object with role and content.`,
      {
        message: index,
      },
    );
  }
  const fields = new Map([...entriesOf(value)].filter(([, item]) => item !== null));
  const role = readRole(fields, index);
  refuseLegacyCall(fields, index);
  for (const field of TEXT_FIELDS) checkIsText(fields.get(field), field, index);
  const calls = fields.get("tool_calls");
  const toolCalls = calls === undefined ? undefined : readToolCalls(calls, index, diagnostics);
  if (toolCalls !== undefined) fields.set("tool_calls", toolCalls);
  const content = fields.get("content");
  checkContent(content, role, toolCalls !== undefined && toolCalls.length > 0, index);
  if (content === undefined) {
    fields.set("content", "");
    diagnostics.add(
      "content-read-as-empty",
      "content that is null or missing beside tool calls is read as an empty text",
    );
  }
  const train = fields.get("train");
  if (train !== undefined) fields.set("train", readTrain(train, content, index));
  const weight = fields.get("weight");
  if (weight !== undefined) fields.set("weight", readWeight(weight, index));
  for (const [field, item] of fields) checkText(item, `messages[${index}].${field}`, { message: index, field });
  noticeForeignFlags(fields, diagnostics);

  const draft: Draft = {};
  for (const [field, item] of withReasoning(fields, diagnostics)) {
    if (field === "__proto__") Object.defineProperty(draft, field, { value: item, enumerable: true });
    else draft[field] = item;
  }
  return { ...draft, role };
}

function readRole(fields: ReadonlyMap<string, Json>, index: number): string {
  const role = fields.get("role");
  if (typeof role === "string") return role;
  const at = { message: index, field: "role" };
  if (role !== undefined) {
    throw new RowError(
      "role-not-text",
      `messages[${index}].role is ${shown(role)}, where a name such as "user" belongs.`,
      at,
    );
  }
  const cure = fields.has("from")
    ? 'Its keys are those of ShareGPT: rename "from" to "role" (human: user, gpt: assistant) and "value" to "content".'
    : "Give each message a role such as system, user, assistant or tool.";
  throw new RowError("missing-role", `messages[${index}] has no role; it is ${shown(fields)}. ${cure}`, at);
}

function refuseLegacyCall(fields: ReadonlyMap<string, Json>, index: number): void {
  if (!fields.has("function_call")) return;
  throw new RowError(
    "legacy-function-call",
    `messages[${index}].function_call is OpenAI's form before tool_calls, which chat templates do not read. Write ` +
      '"tool_calls": [{"type": "function", "function": {"name": …, "arguments": …}}], the role "function" as "tool", and "functions" as "tools".',
    { message: index, field: "function_call" },
  );
}

function checkIsText(value: Json | undefined, field: string, index: number): void {
  if (value === undefined || typeof value === "string") return;
  throw new RowError("content-not-text", `messages[${index}].${field} is ${shown(value)}, where text belongs.`, {
    message: index,
    field,
  });
}

function noticeForeignFlags(fields: ReadonlyMap<string, Json>, diagnostics: DiagnosticCounter): void {
  for (const field of FOREIGN_FLAGS) {
    if (fields.has(field)) {
      diagnostics.add(
        "training-field-not-read",
        `${field} of messages is not read as a flag; rename it to train or weight`,
      );
    }
  }
}

function withReasoning(fields: Map<string, Json>, diagnostics: DiagnosticCounter): Map<string, Json> {
  const source = REASONING_FIELDS.find((field) => fields.has(field));
  const reasoning = source === undefined ? undefined : fields.get(source);
  if (reasoning === undefined) return fields;
  if (source !== "reasoning_content") {
    diagnostics.add("reasoning-renamed", `${source} of messages was read as reasoning_content`);
  }
  return new Map<string, Json>([["thinking", reasoning], ...fields, ["reasoning_content", reasoning]]);
}
