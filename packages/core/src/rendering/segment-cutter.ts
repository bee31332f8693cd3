import type { Rendering, SegmentColumns, Turn, TurnPart } from "../contracts/rendering.ts";
import { createRendering } from "./create-rendering.ts";
import { NO_FIELD, partCode } from "./turn-parts.ts";

/** Gives the segments of a rendering parts and turns, and cuts them where these change. Text and origins stay as they are. */
export class SegmentCutter {
  readonly #rendering: Rendering;
  readonly #columns: SegmentColumns;
  readonly #fields: string[];
  readonly #turns: Turn[] = [];
  #count = 0;

  /** @param further by how many segments there may be more */
  constructor(rendering: Rendering, further: number) {
    const most = rendering.segmentCount + further;
    this.#rendering = rendering;
    this.#fields = [...rendering.fields];
    this.#columns = {
      end: new Int32Array(most),
      origin: new Uint8Array(most),
      part: new Uint8Array(most),
      turn: new Int32Array(most),
      message: new Int32Array(most),
      field: new Uint16Array(most),
      sourceStart: new Int32Array(most),
    };
  }

  /** Opens a turn: the pieces that follow belong to it (parts `preamble` and `generation-prompt` to none). */
  turn(role: string, messages: readonly number[]): void {
    this.#turns.push({ role, messages });
  }

  /**
   * The next piece: `[start, end)` of the text, in UTF-16 code units, within one segment.
   *
   * @param field what template text wraps; null: as it was
   */
  piece(segment: number, start: number, end: number, part: TurnPart | null, field: string | null): void {
    const { segments } = this.#rendering;
    const at = this.#count++;
    const columns = this.#columns;
    const isTemplate = segments.origin[segment] === 0;
    const sourceStart = segments.sourceStart[segment] ?? -1;
    const offset = start - (segment === 0 ? 0 : (segments.end[segment - 1] ?? 0));
    columns.end[at] = end;
    columns.origin[at] = segments.origin[segment] ?? 0;
    columns.part[at] = partCode(part);
    columns.turn[at] = part === "preamble" || part === "generation-prompt" ? -1 : this.#turns.length - 1;
    columns.message[at] = segments.message[segment] ?? -1;
    columns.field[at] = isTemplate && field !== null ? this.#fieldCode(field) : (segments.field[segment] ?? NO_FIELD);
    columns.sourceStart[at] = sourceStart < 0 ? -1 : sourceStart + offset;
  }

  finish(): Rendering {
    const { text, generated, trace } = this.#rendering;
    const { end, origin, part, turn, message, field, sourceStart } = this.#columns;
    const count = this.#count;
    return createRendering({
      text,
      // Views: what is left over is little, and goes with the rendering.
      segments: {
        end: end.subarray(0, count),
        origin: origin.subarray(0, count),
        part: part.subarray(0, count),
        turn: turn.subarray(0, count),
        message: message.subarray(0, count),
        field: field.subarray(0, count),
        sourceStart: sourceStart.subarray(0, count),
      },
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
