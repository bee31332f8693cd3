import type { ColumnDictionary } from "./column-values.ts";
import type { GrowingBytes } from "./growing-bytes.ts";

/** Indexes that are packed together. */
const GROUP = 8;

/** From how many on equal indexes are a run of their own. */
const SHORTEST_RUN = 2 * GROUP;

/**
 * Writes which entries of a dictionary the values `[start, end)` are, in Parquet's hybrid encoding: the bits of an index in one byte, then
 * runs and groups of eight.
 *
 * ```
 * run      length << 1 as a varint │ index in whole bytes
 * groups   groups << 1 | 1 as a varint │ 8 indexes a group, packed from the lowest bit on
 * ```
 */
export function writeIndexes(
  bytes: GrowingBytes,
  { size, indexes }: Pick<ColumnDictionary, "size" | "indexes">,
  start: number,
  end: number,
): void {
  const bits = Math.max(1, 32 - Math.clz32(size - 1));
  bytes.byte(bits);
  if (indexes === null) return writeRun(bytes, bits, 0, end - start);
  for (let at = start; at < end;) {
    const run = runFrom(indexes, at, end);
    if (run >= SHORTEST_RUN || at + run === end) {
      writeRun(bytes, bits, indexes[at] ?? 0, run);
      at += run;
    } else {
      const first = at;
      do at += GROUP;
      while (at < end && runFrom(indexes, at, Math.min(end, at + SHORTEST_RUN)) < SHORTEST_RUN);
      writeGroups(bytes, bits, indexes, first, Math.min(at, end));
    }
  }
}

/** How many indexes from `at` on are the same. */
function runFrom(indexes: Int32Array, at: number, end: number): number {
  let next = at + 1;
  while (next < end && indexes[next] === indexes[at]) next++;
  return next - at;
}

function writeRun(bytes: GrowingBytes, bits: number, index: number, length: number): void {
  bytes.varint(length * 2);
  for (let shift = 0; shift < bits; shift += 8) bytes.byte((index >>> shift) & 0xff);
}

/** The last group is filled with zeros, which no reader takes for values. */
function writeGroups(bytes: GrowingBytes, bits: number, indexes: Int32Array, start: number, end: number): void {
  const groups = Math.ceil((end - start) / GROUP);
  bytes.varint(groups * 2 + 1);
  let pending = 0;
  let filled = 0;
  for (let at = start; at < start + groups * GROUP; at++) {
    const index = at < end ? (indexes[at] ?? 0) : 0;
    for (let bit = 0; bit < bits; bit++) {
      pending |= ((index >>> bit) & 1) << filled;
      if (++filled < 8) continue;
      bytes.byte(pending);
      pending = 0;
      filled = 0;
    }
  }
}
