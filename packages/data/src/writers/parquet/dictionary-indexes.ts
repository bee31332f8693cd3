import type { GrowingBytes } from "./growing-bytes.ts";

/** Of values which entries of a dictionary they are, in whole bytes: written by copying, and compressed better than bits would be. */
export type DictionaryIndexes = Uint8Array | Uint16Array;

/** How many entries such indexes tell apart. */
export const MOST_ENTRIES: number = 1 << 16;

/** Indexes in as many bytes as it takes to tell so many entries apart. */
export function indexesFor(entries: number, indexes: Uint16Array | Int32Array): DictionaryIndexes {
  if (entries <= 1 << 8) return new Uint8Array(indexes);
  return indexes instanceof Uint16Array ? indexes : new Uint16Array(indexes);
}

/** Indexes that are written together. */
const GROUP = 8;

/** From how many on equal indexes are a run of their own. */
const SHORTEST_RUN = 2 * GROUP;

/**
 * Writes which entries of a dictionary the values `[start, end)` are (null: the first), in Parquet's hybrid encoding: the bits of an index
 * in one byte, then runs and groups of eight.
 *
 * ```
 * run      length << 1 as a varint │ index
 * groups   groups << 1 | 1 as a varint │ 8 indexes a group
 * ```
 */
export function writeIndexes(bytes: GrowingBytes, indexes: DictionaryIndexes | null, start: number, end: number): void {
  const size = indexes?.BYTES_PER_ELEMENT ?? 1;
  bytes.byte(8 * size);
  if (indexes === null) return writeRun(bytes, size, 0, end - start);
  for (let at = start; at < end;) {
    const run = runFrom(indexes, at, end);
    if (run >= SHORTEST_RUN || at + run === end) {
      writeRun(bytes, size, indexes[at] ?? 0, run);
      at += run;
    } else {
      const first = at;
      do at += GROUP;
      while (at < end && runFrom(indexes, at, Math.min(end, at + SHORTEST_RUN)) < SHORTEST_RUN);
      writeGroups(bytes, indexes.subarray(first, Math.min(at, end)));
    }
  }
}

/** How many indexes from `at` on are the same. */
function runFrom(indexes: DictionaryIndexes, at: number, end: number): number {
  const index = indexes[at];
  let next = at + 1;
  while (next < end && indexes[next] === index) next++;
  return next - at;
}

function writeRun(bytes: GrowingBytes, size: number, index: number, length: number): void {
  bytes.varint(length * 2);
  for (let byte = 0; byte < size; byte++) bytes.byte((index >>> (8 * byte)) & 0xff);
}

/** The last group is filled with zeros, which no reader takes for values. */
function writeGroups(bytes: GrowingBytes, indexes: DictionaryIndexes): void {
  const groups = Math.ceil(indexes.length / GROUP);
  bytes.varint(groups * 2 + 1);
  bytes.words(indexes);
  const missing = (groups * GROUP - indexes.length) * indexes.BYTES_PER_ELEMENT;
  for (let byte = 0; byte < missing; byte++) bytes.byte(0);
}
