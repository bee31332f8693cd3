import type { SegmentColumns } from "../contracts/rendering.ts";
import { allocateColumns } from "./allocate-columns.ts";

/** Cells of a segment: end, origin, part, turn, message, field, sourceStart. */
const CELLS = 7;

/** Segments that most rows do not exceed. */
const FIRST_CAPACITY = 256;

/** More than this is not kept for the next writer. */
const LARGEST_KEPT = CELLS * 65_536;

/** The cells of a writer that has finished, for the next one: renderings are mostly written one after the other. */
let spare: Int32Array | null = null;

/** Writes segments one by one, where their number is not known before; finished once. */
export class SegmentWriter {
  #cells: Int32Array = takeSpare();
  #length = 0;

  /** The values of one segment, as `SegmentColumns` has them. */
  push(
    end: number,
    origin: number,
    part: number,
    turn: number,
    message: number,
    field: number,
    sourceStart: number,
  ): void {
    const at = this.#length;
    if (at === this.#cells.length) this.#cells = doubled(this.#cells);
    const cells = this.#cells;
    cells[at] = end;
    cells[at + 1] = origin;
    cells[at + 2] = part;
    cells[at + 3] = turn;
    cells[at + 4] = message;
    cells[at + 5] = field;
    cells[at + 6] = sourceStart;
    this.#length = at + CELLS;
  }

  /** The columns of what was written. */
  finish(): SegmentColumns {
    const cells = this.#cells;
    if (cells === FINISHED) throw alreadyFinished();
    const count = this.#length / CELLS;
    const columns = allocateColumns(count);
    const { end, origin, part, turn, message, field, sourceStart } = columns;
    for (let segment = 0, at = 0; segment < count; segment++, at += CELLS) {
      end[segment] = cells[at] ?? 0;
      origin[segment] = cells[at + 1] ?? 0;
      part[segment] = cells[at + 2] ?? 0;
      turn[segment] = cells[at + 3] ?? 0;
      message[segment] = cells[at + 4] ?? 0;
      field[segment] = cells[at + 5] ?? 0;
      sourceStart[segment] = cells[at + 6] ?? 0;
    }
    this.#cells = FINISHED;
    this.#length = 0;
    if (cells.length <= LARGEST_KEPT) spare = cells;
    return columns;
  }
}

const FINISHED = new Int32Array(0);

function alreadyFinished(): Error {
  return new Error("the rendering is finished; make a builder for each");
}

function takeSpare(): Int32Array {
  const cells = spare ?? new Int32Array(CELLS * FIRST_CAPACITY);
  spare = null;
  return cells;
}

function doubled(cells: Int32Array): Int32Array {
  if (cells === FINISHED) throw alreadyFinished();
  const larger = new Int32Array(2 * cells.length);
  larger.set(cells);
  return larger;
}
