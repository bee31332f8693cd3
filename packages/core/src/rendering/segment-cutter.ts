import type { Rendering, Turn, TurnPart } from "../contracts/rendering.ts";
import { allocateColumns } from "./allocate-columns.ts";
import { createRendering } from "./create-rendering.ts";
import { NO_FIELD, partCode } from "./turn-parts.ts";

/** Gives the segments of a rendering parts and turns, and cuts them where these change. Text and origins stay as they are. */
export class SegmentCutter {
  readonly #rendering: Rendering;
  readonly #fields: string[];
  readonly #turns: Turn[] = [];
  readonly #pieces = { segment: [] as number[], end: [] as number[], part: [] as number[], turn: [] as number[] };
  /** Codes of the fields that template text wraps, by piece. */
  readonly #wrapped = new Map<number, number>();

  constructor(rendering: Rendering) {
    this.#rendering = rendering;
    this.#fields = [...rendering.fields];
  }

  /** Opens a turn: the pieces that follow belong to it (parts `preamble` and `generation-prompt` to none). */
  turn(role: string, messages: readonly number[]): void {
    this.#turns.push({ role, messages });
  }

  /**
   * The next piece, which ends at `end` of the text, in UTF-16 code units, within one segment.
   *
   * @param field what template text wraps; null: as it was
   */
  piece(segment: number, end: number, part: TurnPart | null, field: string | null): void {
    const { segment: segments, end: ends, part: parts, turn: turns } = this.#pieces;
    if (field !== null && this.#rendering.segments.origin[segment] === 0)
      this.#wrapped.set(ends.length, this.#fieldCode(field));
    segments.push(segment);
    ends.push(end);
    parts.push(partCode(part));
    turns.push(part === "preamble" || part === "generation-prompt" ? -1 : this.#turns.length - 1);
  }

  finish(): Rendering {
    const { text, generated, trace, segments } = this.#rendering;
    const { segment, end, part, turn } = this.#pieces;
    const columns = allocateColumns(end.length);
    columns.end.set(end);
    columns.part.set(part);
    columns.turn.set(turn);
    for (let piece = 0; piece < end.length; piece++) {
      const from = segment[piece] ?? 0;
      const sourceStart = segments.sourceStart[from] ?? -1;
      const offset = (end[piece - 1] ?? 0) - (from === 0 ? 0 : (segments.end[from - 1] ?? 0));
      columns.origin[piece] = segments.origin[from] ?? 0;
      columns.message[piece] = segments.message[from] ?? -1;
      columns.field[piece] = this.#wrapped.get(piece) ?? segments.field[from] ?? NO_FIELD;
      columns.sourceStart[piece] = sourceStart < 0 ? -1 : sourceStart + offset;
    }
    return createRendering({
      text,
      segments: columns,
      fields: this.#fields,
      turns: this.#turns,
      provenance: "parts",
      generated,
      trace,
    });
  }

  #fieldCode(field: string): number {
    const known = this.#fields.indexOf(field);
    if (known >= 0 || this.#fields.length === NO_FIELD) return known < 0 ? NO_FIELD : known;
    return this.#fields.push(field) - 1;
  }
}
