import type { Limits } from "./limits.ts";

export interface CompileOptions {
  /** What errors call the template. @default "template" */
  readonly name?: string;
  /** What the source may have, and every rendering of it use. */
  readonly limits?: Partial<Limits>;
}

/** A compiled template: its source is read once, and rendered as often as you like. */
export interface Template {
  /**
   * Words that the template compares something with, among them the roles that it knows. With `system`, `user`, `assistant`, `tool`
   * and `developer`, these are the roles whose names are template text where they are printed.
   */
  readonly words: ReadonlySet<string>;
  /** Whether it names `strftime_now`. */
  readonly readsClock: boolean;
  /** Whether it has a `{% generation %}` block. */
  readonly marksGeneration: boolean;
  /** Names of all variables that the template reads and does not set. */
  readonly variables: ReadonlySet<string>;
  /**
   * @throws {RaisedError} what the template itself refuses
   * @throws {TemplateRuntimeError} where Python fails
   * @throws {LimitError} beyond a limit
   */
  render(context: Readonly<Record<string, unknown>>, options?: RenderOptions): RenderResult;
}

export interface RenderOptions {
  /** What `strftime_now` reads. @default now */
  readonly now?: Date;
  /** Context variables whose text is the template's, not data. @default the names of special tokens (`bos_token`, …) */
  readonly templateVariables?: readonly string[];
  /** Further roles whose names are template text. */
  readonly roles?: readonly string[];
  /** Indexes of messages before which to end the conversation as well, as far as this one rendering allows: see `RenderResult.endings`. */
  readonly endBefore?: readonly number[];
}

export interface RenderResult {
  readonly text: string;
  /** Segments joined are the text. */
  readonly segments: readonly Segment[];
  /** `[start, end)` of each `{% generation %}` block in the text, in UTF-16 code units, in the order in which they end. */
  readonly generated: readonly (readonly [start: number, end: number])[];
  /** One for each message that the template's outermost loop over messages stood at, by message. */
  readonly messages: readonly MessageTrace[];
  /** What the template prints for the conversation that ends before a message, as far as this rendering proves it. */
  readonly endings: ReadonlyMap<number, Ending>;
}

/** A piece of the text from one place. */
export interface Segment {
  readonly text: string;
  /** Offset in the rendered text, in UTF-16 code units. */
  readonly start: number;
  readonly origin: "template" | "data";
  /** Where in the context data came from; empty for template text. */
  readonly path: readonly (string | number)[];
  /** Offset in that string, in UTF-16 code units; −1 if the text does not stand there as it is. */
  readonly sourceStart: number;
  /** The message that the template's outermost loop over messages stood at when it printed this; −1 before and behind. */
  readonly message: number;
}

/** What happened while the template's outermost loop over messages stood at a message. */
export interface MessageTrace {
  readonly message: number;
  /** What it printed: `[start, end)` of the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** The highest message that anything until here can depend on; Infinity where the number of messages was looked at. */
  readonly reachBefore: number;
  readonly reachAfter: number;
}

/**
 * The text before `start` with one of these behind it is what the template prints for `messages[:message]`. It is there only
 * if nothing up to `start` depended on that message or a later one, or on `add_generation_prompt`, and if printing what is behind
 * it, with all endings before, took no more than the rendering itself had taken until then.
 */
export interface Ending {
  readonly start: number;
  /** With `add_generation_prompt`. */
  readonly prompt: readonly Segment[];
  /** Without it. */
  readonly plain: readonly Segment[];
}
