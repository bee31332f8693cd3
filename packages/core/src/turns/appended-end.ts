import type { Conversation } from "../contracts/conversation.ts";
import type { Markup } from "./markup.ts";
import type { Prefix } from "./prefix.ts";
import type { TurnPlace } from "./turn-place.ts";
import type { TurnRules } from "./turn-rules.ts";

/**
 * What to put behind the last data of a turn that is printed without a stop token when it is the last: what follows it where the row
 * has a message behind it, else what the template prints once there is one. Empty if it prints no stop token then either.
 *
 * @param inWhole the turn in the rendering of the whole conversation
 */
export function endToAppend(
  whole: Prefix,
  inWhole: TurnPlace | null,
  lastMessage: number,
  conversation: Conversation,
  rules: TurnRules,
  markup: Markup,
): string {
  if (inWhole?.end) return whole.slice(inWhole.dataEnd, inWhole.end[1]);
  const turn = conversation.messages[lastMessage];
  return (turn && rules.probes.endOf(turn, conversation, markup)) ?? "";
}
