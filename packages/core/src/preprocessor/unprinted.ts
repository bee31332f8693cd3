import type { Diagnostic } from "../contracts/diagnostic.ts";
import type { Json } from "../contracts/json.ts";
import type { Message } from "../contracts/message.ts";
import type { Example } from "../contracts/preprocessor.ts";
import type { Rendering } from "../contracts/rendering.ts";
import { isJsonArray, isJsonObject, valueAt } from "../json/json-object.ts";
import type { RenderedRow } from "./planned-row.ts";

/**
 * Counts what the data holds and nothing prints: a field of which no data segment stands in the full rendering. What an assistant
 * message lacks there may stand in an example of its own (`trained`), which is asked instead.
 */
export function findUnprinted(row: RenderedRow, examples: readonly Pick<Example, "turns">[]): Diagnostic[] {
  const marks = markMessages(row, examples);
  const diagnostics = countEach(unprintedFields(row, marks)).map(([what, count]) => ({
    code: "not-printed",
    message: `the template does not print ${what}`,
    count,
  }));
  const dropped = marks.reduce((count, mark) => ((mark & IS_DROPPED) === 0 ? count : count + 1), 0);
  if (dropped > 0) {
    diagnostics.push({
      code: "dropped",
      message:
        "the template does not print the answer or tool call of an assistant message; masks of answers leave it out",
      count: dropped,
    });
  }
  return diagnostics;
}

/** Marks of a message: an example trains it, the template drops it, data of its whole `content` is printed. */
const IS_OWN = 1;
const IS_DROPPED = 2;
const HAS_CONTENT = 4;

function markMessages(
  { conversation, full, turns }: RenderedRow,
  examples: readonly Pick<Example, "turns">[],
): Uint8Array {
  const marks = new Uint8Array(conversation.messages.length);
  const mark = (messages: readonly number[], as: number): void => {
    for (const message of messages) marks[message] = (marks[message] ?? 0) | as;
  };
  for (const { turns: verdicts } of examples)
    for (const { proof, messages } of verdicts) if (proof !== "none") mark(messages, IS_OWN);
  for (const { code, messages } of turns) if (code === "dropped") mark(messages, IS_DROPPED);

  const { segments, segmentCount, fields } = full;
  const content = fields.indexOf("content");
  for (let segment = 0; segment < segmentCount; segment++) {
    if (segments.origin[segment] !== 1 || segments.field[segment] !== content) continue;
    const message = segments.message[segment] ?? -1;
    marks[message] = (marks[message] ?? 0) | HAS_CONTENT;
  }
  return marks;
}

/** `user.content`, as often as it is not printed. */
function unprintedFields(
  { conversation: { messages, tools }, full, turns }: RenderedRow,
  marks: Uint8Array,
): readonly string[] {
  const unprinted: string[] = [];
  let printed: ReturnType<typeof printedFields> | null = null;
  const isThere = (message: number, path: string): boolean =>
    isPrinted((printed ??= printedFields(full)).get(message), path);
  for (let index = 0; index < messages.length; index++) {
    const message = messages[index];
    const mark = marks[index] ?? 0;
    if (message === undefined || (mark & (IS_OWN | IS_DROPPED)) !== 0) continue;
    if ((mark & HAS_CONTENT) === 0 && hasText(message.content) && !isThere(index, "content"))
      unprinted.push(`${message.role}.content`);
    if (hasText(message.reasoning_content) && !isThere(index, "reasoning_content"))
      unprinted.push(`${message.role}.reasoning_content`);
    message.tool_calls?.forEach((_call, at) => {
      if (!isThere(index, `tool_calls[${at}]`)) unprinted.push(`${message.role}.tool_calls[${at}]`);
    });
  }
  for (const { lost } of turns) {
    for (const place of lost) {
      const [index = "", ...path] = place.split(".");
      const field = path.join(".");
      const isOwn = ((marks[Number(index)] ?? 0) & IS_OWN) !== 0;
      if (isOwn && !isAlias(messages[Number(index)], field)) unprinted.push(`assistant.${field}`);
    }
  }
  if ((tools?.length ?? 0) > 0 && !isThere(-1, "tools")) unprinted.push("tools");
  return unprinted;
}

function countEach(names: readonly string[]): readonly (readonly [name: string, count: number])[] {
  if (names.length === 0) return [];
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts];
}

/** Row adapters give reasoning to templates by two names. */
function isAlias(message: Message | undefined, field: string): boolean {
  return field === "thinking" && message?.["thinking"] === message?.reasoning_content;
}

function printedFields({ segments, segmentCount, fields }: Rendering): ReadonlyMap<number, ReadonlySet<string>> {
  const printed = new Map<number, Set<string>>();
  for (let segment = 0; segment < segmentCount; segment++) {
    if (segments.origin[segment] !== 1) continue;
    const message = segments.message[segment] ?? -1;
    const known = printed.get(message) ?? new Set();
    known.add(fields[segments.field[segment] ?? -1] ?? "");
    printed.set(message, known);
  }
  return printed;
}

function isPrinted(fields: ReadonlySet<string> | undefined, path: string): boolean {
  if (fields === undefined) return false;
  if (fields.has(path)) return true;
  for (const field of fields) {
    if (field.startsWith(path) && !/^\w/.test(field.slice(path.length))) return true;
  }
  return false;
}

function hasText(content: Json | undefined): boolean {
  if (typeof content === "string") return /\S/.test(content);
  return isJsonArray(content) && content.some((part) => isJsonObject(part) && hasText(valueAt(part, "text")));
}
