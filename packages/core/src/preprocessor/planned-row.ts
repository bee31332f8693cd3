import type { Conversation } from "../contracts/conversation.ts";
import type { Rendering } from "../contracts/rendering.ts";
import type { DerivedTurn } from "../turns/derived-turn.ts";
import type { PlannedExample } from "../turns/planned-example.ts";
import type { Prefill } from "../turns/prefill.ts";
import type { Prefixes } from "../turns/prefixes.ts";

/** A rendered row with what was found out about its turns. */
export interface RenderedRow {
  readonly conversation: Conversation;
  /** The whole conversation, with parts where the renderer knows them or they could be derived. */
  readonly full: Rendering;
  readonly turns: readonly DerivedTurn[];
  /** Null where nothing is known but the text. */
  readonly prefixes: Prefixes | null;
  /** The last message, if it is to be continued. */
  readonly prefill: Prefill | null;
}

/** The whole rendering as one example that trains no turn in particular. */
export function wholeExample({ conversation, full }: RenderedRow): PlannedExample {
  return { rendering: full, messages: conversation.messages.length, composed: false, trained: [] };
}
