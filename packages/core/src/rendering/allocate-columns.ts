import type { SegmentColumns } from "../contracts/rendering.ts";

/** Bytes of a segment in all columns: four of 32 bits, one of 16, two of 8. */
const BYTES = 4 * 4 + 2 + 2;

/** Bytes of a block that renderings share: memory of its own takes a small rendering longer than all that is written into it. */
const BLOCK_BYTES = 1 << 14;

/** Columns of more bytes get a block of their own. */
const LARGEST_SHARED = BLOCK_BYTES >> 2;

let block = new ArrayBuffer(0);
let used = 0;

/** Columns of `count` segments, all zero: views of one block, which other renderings may share. */
export function allocateColumns(count: number): SegmentColumns {
  const bytes = BYTES * count;
  if (bytes > LARGEST_SHARED) return columnsIn(new ArrayBuffer(bytes), 0, count);
  if (used + bytes > block.byteLength) {
    block = new ArrayBuffer(BLOCK_BYTES);
    used = 0;
  }
  const columns = columnsIn(block, used, count);
  used += bytes;
  return columns;
}

/** `start`: a multiple of 4, as `BYTES` is. */
function columnsIn(buffer: ArrayBuffer, start: number, count: number): SegmentColumns {
  return {
    end: new Int32Array(buffer, start, count),
    turn: new Int32Array(buffer, start + 4 * count, count),
    message: new Int32Array(buffer, start + 8 * count, count),
    sourceStart: new Int32Array(buffer, start + 12 * count, count),
    field: new Uint16Array(buffer, start + 16 * count, count),
    origin: new Uint8Array(buffer, start + 18 * count, count),
    part: new Uint8Array(buffer, start + 19 * count, count),
  };
}
