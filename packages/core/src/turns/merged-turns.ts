import type { Conversation } from "../contracts/conversation.ts";
import type { Markup } from "./markup.ts";
import type { Prefixes } from "./prefixes.ts";

/**
 * The messages of each assistant turn. Answers one behind the other are one turn if the template prints no tag between their data and
 * the second one's prompt is not how the conversation begins.
 */
export function groupTurns(
  { messages }: Conversation,
  prefixes: Prefixes,
  markup: Markup,
): readonly (readonly number[])[] {
  const turns: number[][] = [];
  for (let message = 0; message < messages.length; message++) {
    if (messages[message]?.role !== "assistant") continue;
    const turn = turns.at(-1);
    if (turn !== undefined && turn.at(-1) === message - 1 && continuesTurn(message, prefixes, markup))
      turn.push(message);
    else turns.push([message]);
  }
  return turns;
}

function continuesTurn(message: number, prefixes: Prefixes, markup: Markup): boolean {
  const { whole } = prefixes;
  const before = whole.dataOf(message - 1).at(-1);
  const start = whole.dataOf(message)[0];
  if (before === undefined || start === undefined) return false;
  const between = whole.slice(before.end, start.start);
  if (markup.tags(between).length > 0) return false;
  const ownPrompt = prefixes.prompt(message);
  return ownPrompt !== null && !whole.startsWith(ownPrompt);
}
