import type { Diagnostic } from "../contracts/diagnostic.ts";
import type { Json } from "../contracts/json.ts";
import type { Message } from "../contracts/message.ts";
import type { TurnVerdict } from "../contracts/preprocessor.ts";
import type { Rendering } from "../contracts/rendering.ts";
import { isJsonArray, isJsonObject, valueAt } from "../json/json-object.ts";
import type { RenderedRow } from "./planned-row.ts";

/**
 * Counts what the data holds and nothing prints: a field of which no data segment stands in the full rendering. What an assistant
 * message lacks there may stand in an example of its own (`trained`), which is asked instead.
 */
export function findUnprinted(
  { conversation: { messages, tools }, full, turns }: RenderedRow,
  verdicts: readonly TurnVerdict[],
): readonly Diagnostic[] {
  const hasContent = printsContent(full, messages.length);
  let printed: ReturnType<typeof printedFields> | null = null;
  const hasPrinted = (message: number, path: string): boolean =>
    isPrinted((printed ??= printedFields(full)).get(message), path);
  const lost = new Map<string, number>();
  const count = (what: string): void => void lost.set(what, (lost.get(what) ?? 0) + 1);

  const own = new Set(verdicts.filter(({ proof }) => proof !== "none").flatMap((turn) => turn.messages));
  const dropped = new Set(turns.filter(({ code }) => code === "dropped").flatMap((turn) => turn.messages));
  messages.forEach((message, index) => {
    if (own.has(index) || dropped.has(index)) return;
    for (const path of textsOf(message)) {
      const isThere = path === "content" && hasContent[index] === 1;
      if (!isThere && !hasPrinted(index, path)) count(`${message.role}.${path}`);
    }
  });
  for (const place of turns.flatMap((turn) => turn.lost)) {
    const [index = "", ...path] = place.split(".");
    const field = path.join(".");
    if (own.has(Number(index)) && !isAlias(messages[Number(index)], field)) count(`assistant.${field}`);
  }
  if ((tools?.length ?? 0) > 0 && !hasPrinted(-1, "tools")) count("tools");

  const diagnostics: Diagnostic[] = [...lost].map(([what, times]) => ({
    code: "not-printed",
    message: `the template does not print ${what}`,
    count: times,
  }));
  if (dropped.size > 0) {
    diagnostics.push({
      code: "dropped",
      message:
        "the template does not print the answer or tool call of an assistant message; masks of answers leave it out",
      count: dropped.size,
    });
  }
  return diagnostics;
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

/** Marks the messages of which data of the whole field `content` is printed. */
function printsContent({ segments, segmentCount, fields }: Rendering, messages: number): Uint8Array {
  const found = new Uint8Array(messages);
  const content = fields.indexOf("content");
  for (let segment = 0; segment < segmentCount; segment++) {
    const message = segments.message[segment] ?? -1;
    if (message >= 0 && segments.origin[segment] === 1 && segments.field[segment] === content) found[message] = 1;
  }
  return found;
}

function isPrinted(fields: ReadonlySet<string> | undefined, path: string): boolean {
  if (fields === undefined) return false;
  if (fields.has(path)) return true;
  for (const field of fields) {
    if (field.startsWith(path) && !/^\w/.test(field.slice(path.length))) return true;
  }
  return false;
}

/** Paths of the texts that a template is expected to print. */
function textsOf(message: Message): readonly string[] {
  const paths: string[] = [];
  if (hasText(message.content)) paths.push("content");
  if (hasText(message.reasoning_content)) paths.push("reasoning_content");
  message.tool_calls?.forEach((_call, index) => paths.push(`tool_calls[${index}]`));
  return paths;
}

function hasText(content: Json | undefined): boolean {
  if (typeof content === "string") return /\S/.test(content);
  return isJsonArray(content) && content.some((part) => isJsonObject(part) && hasText(valueAt(part, "text")));
}
