/**
 * Which part of its turn a piece of text is.
 *
 * ```
 * <bos>      <|im_start|>assistant\n   <think>\n\n</think>\n\nParis.   <|im_end|>   \n
 * preamble   header                    body                            end          separator
 * ```
 *
 * `header` is what the server writes at inference, `body` and `end` are what the model must produce, `separator` stands
 * between the end of a turn and the next header and is never sampled. In turns of other roles the header is the
 * template's text before the turn's first data. `generation-prompt` is the header without a turn, at the end of a prompt.
 */
export type TurnPart = "preamble" | "header" | "body" | "end" | "separator" | "generation-prompt";

/** Who wrote a piece of text: the chat template, or the data (messages, tools, documents, template arguments). */
export type Origin = "template" | "data";

/** One piece of rendered text: a view made on request; storage is {@link SegmentColumns}. */
export interface Segment {
  readonly text: string;
  /** Offset in the rendering's text, in UTF-16 code units. */
  readonly start: number;
  readonly origin: Origin;
  /** Index into `turns`, -1 outside any turn. */
  readonly turn: number;
  /** Null: not known. */
  readonly part: TurnPart | null;
  /**
   * Data: index of the message that it came from, -1 if from none (tools, documents, arguments). Template text of a traced
   * template: the message that the template's loop stood at when it printed it; otherwise -1.
   */
  readonly message: number;
  /**
   * Data: path of the field that it came from, as in the row: `content`, `content[0].text`, `reasoning_content`,
   * `tool_calls[0].function.arguments`, `tools`. Template text inside a body: the field that it wraps (`<think>` wraps
   * `reasoning_content`), or null.
   */
  readonly field: string | null;
  /** Offset of the text in that field's own string, in UTF-16 code units; -1 if the text does not stand there as it is. */
  readonly sourceStart: number;
}

/**
 * Parallel columns, one entry a segment, written by RenderingBuilder alone. They are views of memory that other renderings may share: copy
 * them to send them to another thread.
 */
export interface SegmentColumns {
  /** End offset in the text, in UTF-16 code units; a segment starts where the one before ends. */
  readonly end: Int32Array;
  /** 0 template, 1 data. */
  readonly origin: Uint8Array;
  /** Index into TURN_PARTS, 255 if not known. */
  readonly part: Uint8Array;
  readonly turn: Int32Array;
  readonly message: Int32Array;
  /** Index into `fields`, 65535 for none. */
  readonly field: Uint16Array;
  readonly sourceStart: Int32Array;
}

/** One turn of the dialogue. It may carry several messages: [0, 1] is Gemma 3's system message folded into the user's turn. */
export interface Turn {
  /** The conversation's role, not the printed one: `assistant`, though Gemma prints `model`. */
  readonly role: string;
  /** Indexes into the conversation's messages. */
  readonly messages: readonly number[];
}

/** The rendered text, cut into segments that know where they came from. Segments joined are the text. */
export interface Rendering {
  readonly text: string;
  readonly segmentCount: number;
  readonly segments: SegmentColumns;
  readonly fields: readonly string[];
  readonly turns: readonly Turn[];
  /**
   * `parts`: every segment knows its origin, turn and part. `origins`: its origin alone; the turns are still to be derived, and
   * `turns` is empty. `text`: one template segment, nothing known.
   */
  readonly provenance: "parts" | "origins" | "text";
  /** `[start, end)` of what `{% generation %}` marks in the text, in UTF-16 code units; null if nothing could see it. */
  readonly generated: readonly (readonly [start: number, end: number])[] | null;
  /** What a tracing engine saw besides; null for all other renderers. */
  readonly trace: RenderingTrace | null;
  segment(index: number): Segment;
}

/** What a tracing engine saw while it rendered. */
export interface RenderingTrace {
  /**
   * For each message the highest message that anything printed up to the end of its own text can depend on; Infinity where the
   * template looked at the number of messages. −1 for messages that the template's loop never stood at.
   */
  readonly reach: readonly number[];
  /**
   * How the conversation that ends before a message is printed, as far as this one rendering proves it: `text.slice(0, start)`,
   * then `prompt` (with the generation prompt) or `plain` (without). Null: only a rendering of its own can tell.
   */
  ending(message: number): RenderingEnding | null;
}

/** See {@link RenderingTrace.ending}. */
export interface RenderingEnding {
  /** In UTF-16 code units of the text. */
  readonly start: number;
  readonly prompt: Rendering;
  readonly plain: Rendering;
}

/**
 * Families and template engines write through this; nothing else makes a Rendering. Empty texts write no segment.
 *
 * @example
 * const builder = createRenderingBuilder();
 * builder.template("<bos>", "preamble");
 * builder.turn("user", [0]);
 * builder.template("<start_of_turn>user\n", "header");
 * builder.data("Hello", "body", { message: 0, field: "content", start: 0 });
 * builder.template("<end_of_turn>", "end");
 * builder.template("\n", "separator");
 * const rendering = builder.finish();
 */
export interface RenderingBuilder {
  /** Opens a turn: what is written next belongs to it (parts `preamble` and `generation-prompt` to none). */
  turn(role: string, messages: readonly number[]): void;
  /** `message`: where a tracing engine knows which message the template's loop stood at. */
  template(text: string, part: TurnPart | null, field?: string | null, message?: number): void;
  /** `message` -1: from tools, documents or template arguments. `start` -1: the text is not a slice of the field's string. */
  data(text: string, part: TurnPart | null, from: { message: number; field: string; start: number }): void;
  /** Asked once. `traced`: from an engine that knows origins, but no turns; without it every segment must know its part. */
  finish(traced?: Traced): Rendering;
}

/** What a tracing engine adds to segments whose parts are still to be derived. */
export interface Traced {
  readonly generated: Rendering["generated"];
  readonly trace: RenderingTrace | null;
}
