import type { Conversation } from "../contracts/conversation.ts";
import type { OwnTurn } from "./derived-turn.ts";
import { endToAppend } from "./appended-end.ts";
import type { Markup } from "./markup.ts";
import type { Prefix } from "./prefix.ts";
import { isContinued } from "./prefill.ts";
import type { Prefixes } from "./prefixes.ts";
import { placeTurn, type TurnPlace } from "./turn-place.ts";
import type { TurnRules } from "./turn-rules.ts";

/** What deriving the turns of one conversation takes. */
export interface Derivation {
  readonly conversation: Conversation;
  readonly prefixes: Prefixes;
  readonly rules: TurnRules;
  readonly markup: Markup;
}

/** A turn that was found in the rendering that ends with it, and in the full one; not yet judged. */
export interface FoundTurn {
  readonly messages: readonly number[];
  readonly own: OwnTurn;
  /** In `own.plain`. */
  readonly place: TurnPlace;
  readonly inWhole: TurnPlace;
}

/** Finds a turn, with the end that the template prints for it: `own.stop` is empty if there is none, or if the turn is to be continued. */
export function findTurn(
  messages: readonly number[],
  prompt: Prefix,
  plain: Prefix,
  derivation: Derivation,
): FoundTurn {
  const { conversation, prefixes, rules, markup } = derivation;
  const search = { conversation, messages, prompt, markup };
  const place = placeTurn(plain, search);
  const inWhole = plain === prefixes.whole ? place : placeTurn(prefixes.whole, search);
  const end = place.end?.[1] ?? place.dataEnd;
  const last = messages.at(-1) ?? 0;
  const wantsEnd = place.end === null && !isContinued(conversation, messages);
  const appended = wantsEnd ? endToAppend(prefixes.whole, inWhole, last, conversation, rules, markup) : "";
  const text = plain.slice(place.bodyStart, end) + appended;
  // Data may end in the text of a stop token, which stops nothing.
  const stop = (place.end !== null || appended !== "" ? markup.lastStop(text) : null) ?? "";
  const own: OwnTurn = { prompt, plain, text, range: [place.bodyStart, end], appended, stop, replacedStart: "" };
  return { messages, own, place, inWhole };
}
