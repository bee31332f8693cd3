import type { Rendering, SegmentColumns, Turn, TurnPart } from "../contracts/rendering.ts";
import { allocateColumns } from "./allocate-columns.ts";
import { createRendering } from "./create-rendering.ts";
import { NO_FIELD, partCode } from "./turn-parts.ts";

/** Gives the segments of a rendering parts and turns, and cuts them where these change. Text and origins stay as they are. */
export class SegmentCutter {
  readonly #rendering: Rendering;
  readonly #fields: string[];
  readonly #turns: Turn[] = [];
  readonly #columns: SegmentColumns;
  #count = 0;

  /** @param cuts in how many places segments may be cut at most */
  constructor(rendering: Rendering, cuts: number) {
    this.#rendering = rendering;
    this.#fields = [...rendering.fields];
    this.#columns = allocateColumns(rendering.segmentCount + cuts);
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
    const { segments } = this.#rendering;
    const columns = this.#columns;
    const piece = this.#count++;
    const isTemplate = segments.origin[segment] === 0;
    const sourceStart = segments.sourceStart[segment] ?? -1;
    const start = piece === 0 ? 0 : (columns.end[piece - 1] ?? 0);
    const segmentStart = segment === 0 ? 0 : (segments.end[segment - 1] ?? 0);
    columns.end[piece] = end;
    columns.part[piece] = partCode(part);
    columns.turn[piece] = part === "preamble" || part === "generation-prompt" ? -1 : this.#turns.length - 1;
    columns.origin[piece] = isTemplate ? 0 : 1;
    columns.message[piece] = segments.message[segment] ?? -1;
    columns.field[piece] =
      field !== null && isTemplate ? this.#fieldCode(field) : (segments.field[segment] ?? NO_FIELD);
    columns.sourceStart[piece] = sourceStart < 0 ? -1 : sourceStart + start - segmentStart;
  }

  finish(): Rendering {
    const { text, generated, trace } = this.#rendering;
    return createRendering({
      text,
      segments: firstOf(this.#columns, this.#count),
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

function firstOf(columns: SegmentColumns, count: number): SegmentColumns {
  if (columns.end.length === count) return columns;
  const { end, turn, message, sourceStart, field, origin, part } = columns;
  return {
    end: end.subarray(0, count),
    turn: turn.subarray(0, count),
    message: message.subarray(0, count),
    sourceStart: sourceStart.subarray(0, count),
    field: field.subarray(0, count),
    origin: origin.subarray(0, count),
    part: part.subarray(0, count),
  };
}
