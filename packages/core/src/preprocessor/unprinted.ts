import type { Conversation } from "../contracts/conversation.ts";
import type { Diagnostic } from "../contracts/diagnostic.ts";
import type { Json } from "../contracts/json.ts";
import type { Message } from "../contracts/message.ts";
import type { Rendering } from "../contracts/rendering.ts";
import { isJsonArray, isJsonObject, valueAt } from "../json/json-object.ts";

/** What the data holds and the template does not print. */
export interface Unprinted {
  /** Indexes of turns whose answer or tool call is not printed: they must not be trained. */
  readonly droppedTurns: ReadonlySet<number>;
  readonly diagnostics: readonly Diagnostic[];
}

/** What an assistant message says or does; reasoning alone is no answer. */
const ANSWERS = ["content", "tool_calls"];

/** Finds lost text by provenance: a field of which no data segment stands in the rendering was not printed. */
export function findUnprinted({ messages, tools }: Conversation, rendering: Rendering): Unprinted {
  const printed = printedFields(rendering);
  const turnOf = new Map(rendering.turns.flatMap((turn, index) => turn.messages.map((message) => [message, index])));
  const droppedTurns = new Set<number>();
  const lost = new Map<string, number>();
  const count = (what: string): void => void lost.set(what, (lost.get(what) ?? 0) + 1);

  let droppedMessages = 0;
  messages.forEach((message, index) => {
    const fields = printed.get(index);
    const missing = textsOf(message).filter((path) => !hasPrinted(fields, path));
    const isAnswerPrinted = ANSWERS.some((field) => hasPrinted(fields, field));
    const isDropped = missing.length > 0 && (!isAnswerPrinted || missing.some((path) => path.startsWith("tool_calls")));
    if (message.role === "assistant" && isDropped) {
      droppedMessages++;
      const turn = turnOf.get(index);
      if (turn !== undefined) droppedTurns.add(turn);
    } else {
      for (const path of missing) count(`${message.role}.${path}`);
    }
  });
  if ((tools?.length ?? 0) > 0 && !hasPrinted(printed.get(-1), "tools")) count("tools");

  const diagnostics: Diagnostic[] = [...lost].map(([what, times]) => ({
    code: "not-printed",
    message: `the template does not print ${what}`,
    count: times,
  }));
  if (droppedMessages > 0) {
    diagnostics.push({
      code: "dropped",
      message:
        "the template does not print the answer or tool call of an assistant message; masks of answers leave it out",
      count: droppedMessages,
    });
  }
  return { droppedTurns, diagnostics };
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

function hasPrinted(fields: ReadonlySet<string> | undefined, path: string): boolean {
  for (const field of fields ?? []) {
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
  if (typeof content === "string") return content.trim() !== "";
  return isJsonArray(content) && content.some((part) => isJsonObject(part) && hasText(valueAt(part, "text")));
}
