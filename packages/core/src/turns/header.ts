import type { Conversation } from "../contracts/conversation.ts";
import { commonStart, type Markup } from "./markup.ts";
import type { Prefix } from "./prefix.ts";

/** Far enough behind a header to see whether it would cut a tag. */
const LOOK_AHEAD = 64;

/** What a turn's text has of its prompt. */
export interface Header {
  /** Where it ends in the text, in UTF-16 code units. */
  readonly bodyStart: number;
  /** What the prompt has behind it, and the text does not. */
  readonly promptRest: string;
  /** Whether they have anything in common, or there was nothing to have. */
  readonly sharesPrompt: boolean;
}

/**
 * Where the text begins that the model has to write, in a text that has the turn: behind what the text between the last data before
 * the turn and the turn has in common with what the prompt has there. Not whole texts are compared, as they may differ far before
 * the turn.
 *
 * ```
 * prompt  …q1<|end|>\n<|assistant|>\n<think>\n
 * text    …q1<|end|>\n<|assistant|>\na1<|end|>
 *                                     ↑
 * ```
 */
export function findHeader(
  text: Prefix,
  firstData: number | null,
  prompt: Prefix,
  messages: Conversation["messages"],
  turn: number,
  markup: Markup,
): Header {
  const promptGap = gapOf(prompt, messages, turn);
  const before = lastDataBefore(text, messages, turn, firstData ?? text.length);
  const gap = text.slice(before, before + promptGap.length + LOOK_AHEAD);
  const shared = commonStart(promptGap, gap, markup);
  // Only a whole prompt may reach into data: `<think>` that stands in the row, too.
  const reachesIn = firstData !== null && shared < promptGap.length;
  const common = reachesIn ? Math.min(shared, firstData - before) : shared;
  return {
    bodyStart: before + common,
    promptRest: promptGap.slice(common),
    sharesPrompt: common > 0 || promptGap === "",
  };
}

/** What stands behind the last data in the prompt of a turn: the end of the message before, separator, header. */
export function gapOf(prompt: Prefix, messages: Conversation["messages"], turn: number): string {
  return prompt.slice(lastDataBefore(prompt, messages, turn, prompt.length));
}

/**
 * Where the last data before a turn ends. A system message may be printed anywhere, so it counts only where there is no other; data
 * of the messages before may come in another order than they do, up to the answer before.
 *
 * @param limit data that reaches over this position is not before the turn
 */
export function lastDataBefore(text: Prefix, messages: Conversation["messages"], turn: number, limit: number): number {
  let last = 0;
  for (const takesSystem of [false, true]) {
    for (let message = turn - 1; message >= 0; message--) {
      const role = messages[message]?.role;
      if ((role === "system") !== takesSystem) continue;
      const piece = text.dataOf(message).findLast(({ end }) => end <= limit);
      last = Math.max(last, piece?.end ?? 0);
      if (last > 0 && role === "assistant") break;
    }
    if (last > 0) break;
  }
  return last;
}
