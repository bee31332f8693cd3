import type { Conversation } from "./conversation.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Json } from "./json.ts";

/** A conversation, and what was changed to get it. */
export interface AdaptedRow {
  readonly conversation: Conversation;
  readonly diagnostics: readonly Diagnostic[];
}

/** Turns rows of one shape into conversations. */
export interface RowAdapter {
  readonly name: string;
  readonly description: string;
  /** @throws {RowError} for a row that it cannot understand */
  adapt(row: Json): AdaptedRow;
}
