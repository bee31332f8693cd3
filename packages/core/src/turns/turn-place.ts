import type { Conversation } from "../contracts/conversation.ts";
import type { DataPiece } from "./data-index.ts";
import { findEnd } from "./end.ts";
import { findHeader } from "./header.ts";
import type { Markup } from "./markup.ts";
import { ownData } from "./own-data.ts";
import { isContinued } from "./prefill.ts";
import type { Prefix } from "./prefix.ts";

/** Where a turn stands in a text, in UTF-16 code units. */
export interface TurnPlace {
  readonly bodyStart: number;
  /** What the prompt has behind the start that both have in common. */
  readonly promptRest: string;
  /** Whether they have anything in common, or there was nothing to have. */
  readonly sharesPrompt: boolean;
  /** The turn's data, in the order of the text. */
  readonly data: readonly DataPiece[];
  /** Where its last data ends; `bodyStart` if it has none. */
  readonly dataEnd: number;
  /** `[start, end)` of the stop token that ends it; null if the text has none. */
  readonly end: readonly [start: number, end: number] | null;
  /** Where its body ends: at its stop token; without one behind its last data, white space left out unless it is to be continued. */
  readonly bodyEnd: number;
}

/** What finding a turn takes. */
export interface TurnSearch {
  readonly conversation: Conversation;
  /** The turn's messages. */
  readonly messages: readonly number[];
  readonly prompt: Prefix;
  readonly markup: Markup;
}

/** Finds a turn in a text by where data came from, or takes it from a renderer that knows turns. */
export function placeTurn(text: Prefix, { conversation, messages, prompt, markup }: TurnSearch): TurnPlace {
  const [first = 0] = messages;
  const last = messages.at(-1) ?? first;
  const data = ownData(text, messages, markup);
  const lastData = data.at(-1)?.end;
  const header = findHeader(text, data[0]?.start ?? null, prompt, conversation.messages, first, markup);
  const known = text.knownTurn(first);
  if (known !== null) {
    const end = text.knownTurn(last)?.end ?? null;
    const dataEnd = Math.max(known.bodyStart, lastData ?? 0);
    return { ...header, bodyStart: known.bodyStart, data, dataEnd, end, bodyEnd: end?.[0] ?? dataEnd };
  }
  const dataEnd = Math.max(header.bodyStart, lastData ?? 0);
  const end = findEnd(text, dataEnd, last, markup);
  const isOpen = isContinued(conversation, messages);
  const bodyEnd = end?.[0] ?? (isOpen ? dataEnd : withoutBlankEnd(text, header.bodyStart, dataEnd));
  return { ...header, data, dataEnd, end, bodyEnd };
}

/** Finds a turn whose prompt does not render: from its first data on. Null if it has none. */
export function placeByData(text: Prefix, messages: readonly number[], markup: Markup): TurnPlace | null {
  const data = ownData(text, messages, markup);
  const [first] = data;
  if (first === undefined) return null;
  const last = messages.at(-1) ?? 0;
  const dataEnd = data.at(-1)?.end ?? first.end;
  const end = findEnd(text, dataEnd, last, markup);
  const bodyEnd = end?.[0] ?? withoutBlankEnd(text, first.start, dataEnd);
  return { bodyStart: first.start, promptRest: "", sharesPrompt: true, data, dataEnd, end, bodyEnd };
}

function withoutBlankEnd(text: Prefix, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}
