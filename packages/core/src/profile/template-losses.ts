import type { Prefix } from "../turns/prefix.ts";
import { CONVERSATIONS, FUNCTION_NAME } from "./profile-conversations.ts";
import type { RenderedChats } from "./rendered-chats.ts";
import type { TemplateLosses } from "./template-profile.ts";

/** What becomes of reasoning and tools, seen from the data that is printed. */
export function templateLosses(chats: RenderedChats): TemplateLosses {
  return { reasoning: reasoningOf(chats), ...toolsOf(chats) };
}

function reasoningOf(chats: RenderedChats): TemplateLosses["reasoning"] {
  const chat = chats.chat(CONVERSATIONS.reasoning);
  if (chat instanceof Error) return null;
  const { whole, plain } = { whole: chat.prefixes.whole, plain: chat.prefixes.plain(2) };
  if (hasField(whole, 1, "reasoning_content")) return "kept";
  const isPrintedLast =
    hasField(whole, 3, "reasoning_content") || (plain !== null && hasField(plain, 1, "reasoning_content"));
  return isPrintedLast ? "dropped-from-history" : "never-printed";
}

function hasField(text: Prefix, message: number, field: string): boolean {
  return text.dataOf(message).some((piece) => piece.field === field);
}

function toolsOf(chats: RenderedChats): Omit<TemplateLosses, "reasoning"> {
  const chat = chats.chat(CONVERSATIONS["tool loop"]);
  if (chat instanceof Error) return { toolDefinitions: null, toolCalls: null, toolResults: null };
  const { whole } = chat.prefixes;
  const prints = (message: number, word: string): "printed" | "never-printed" =>
    whole.dataOf(message).some(({ start, end }) => whole.slice(start, end).includes(word))
      ? "printed"
      : "never-printed";
  return {
    toolDefinitions: prints(-1, FUNCTION_NAME),
    // Not by its name alone: that may be printed with the result.
    toolCalls: chat.turns[0]?.code === "dropped" ? "never-printed" : "printed",
    toolResults: prints(2, "degrees"),
  };
}
