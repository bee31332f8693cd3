import type { SegmentColumns } from "../contracts/rendering.ts";

/** Bytes of a segment in all columns: four of 32 bits, one of 16, two of 8. */
const BYTES = 4 * 4 + 2 + 2;

/** Columns of `count` segments, all zero: in one block of memory, as the blocks of small arrays cost more than what they hold. */
export function allocateColumns(count: number): SegmentColumns {
  const buffer = new ArrayBuffer(BYTES * count);
  return {
    end: new Int32Array(buffer, 0, count),
    turn: new Int32Array(buffer, 4 * count, count),
    message: new Int32Array(buffer, 8 * count, count),
    sourceStart: new Int32Array(buffer, 12 * count, count),
    field: new Uint16Array(buffer, 16 * count, count),
    origin: new Uint8Array(buffer, 18 * count, count),
    part: new Uint8Array(buffer, 19 * count, count),
  };
}
