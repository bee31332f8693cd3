import { isJsonArray, pythonTruth, TemplateError, type Conversation, type Message } from "@turnwise/core";
import { writeDeclaration, type ParameterLayout } from "./function-declaration.ts";
import type { TurnWriter } from "./turn-writer.ts";
import { valueWriter } from "./value-writer.ts";

/** What a template of Gemma 4 does with its own way of writing the system message. */
export interface SystemBlock {
  readonly layout: ParameterLayout;
  writeContent(message: Message): void;
}

/**
 * The turn in front of the dialogue, printed if there is anything to say: thinking, a system message, tools. Returns how many
 * messages it took.
 *
 * ```
 * <|turn>system\n<|think|>\n…<|tool>declaration:…<tool|><turn|>\n
 * ```
 */
export function writeSystemBlock(turn: TurnWriter, conversation: Conversation, block: SystemBlock): 0 | 1 {
  const { messages, tools, templateArguments } = conversation;
  const first = messages[0];
  const system = first !== undefined && (first.role === "system" || first.role === "developer") ? first : null;
  const thinks = pythonTruth(templateArguments?.["enable_thinking"]);
  const declared = pythonTruth(tools ?? undefined) ? (tools ?? []) : [];
  if (!isJsonArray(declared)) throw new TemplateError("The tools of a conversation need to be a list");
  if (system === null && !thinks && declared.length === 0) return 0;
  turn.open(system?.role ?? "system", system === null ? [] : [0], `<|turn>system\n${thinks ? "<|think|>\n" : ""}`);
  if (system !== null) block.writeContent(system);
  const writer = valueWriter(turn, { message: -1, field: "tools" }, "tools");
  for (const tool of declared) {
    writer.template("<|tool>");
    writeDeclaration(writer, tool, block.layout);
    writer.template("<tool|>");
  }
  turn.close("<turn|>", "\n");
  return system === null ? 0 : 1;
}
