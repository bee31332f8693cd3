import type { Conversation } from "./conversation.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Json, JsonObject } from "./json.ts";

/** A conversation, and what was changed to get it. */
export interface AdaptedRow {
  readonly conversation: Conversation;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Where a row holds what an adapter reads: a column for each of its fields. Dots lead inward, also into JSON text.
 *
 * @example
 * const columns: ColumnMap = { messages: "item.messages", tools: "item.tools" };
 */
export type ColumnMap = Readonly<Record<string, string>>;

/** How an adapter reads rows. Plain data, so that it can be stored and sent. */
export interface AdapterSettings {
  /** Of each field that is read. @default the columns that bear the fields' own names */
  readonly columns?: ColumnMap;
  /** Role names of the data that somebody else maps: an adapter leaves them as they are. */
  readonly roles?: readonly string[];
}

/** What an adapter sees in rows. */
export interface RecognisedShape {
  readonly columns: ColumnMap;
  /** What becomes of the columns, for the user: `messages with role and content; tools`. */
  readonly statement: string;
  /** What is not clear about it, as a sentence that names the columns. Then the user has to say. */
  readonly doubt?: string;
}

/** Turns rows of one shape into conversations. */
export interface RowAdapter {
  readonly name: string;
  readonly description: string;
  /** What it reads: the keys of its column map. Without it, its columns cannot be named. */
  readonly fields?: readonly string[];
  /** What it sees in the first rows of a file; null if they have another shape. Without it, it is used only where it is named. */
  recognise?(rows: readonly JsonObject[]): RecognisedShape | null;
  /** @throws {RowError} for a row that it cannot understand */
  adapt(row: Json, settings?: AdapterSettings): AdaptedRow;
}
