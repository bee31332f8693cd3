import type { ShardRow } from "@turnwise/core";

/** Bytes that a row takes in memory, about; a row of nothing but empty lists takes some, too. */
export function sizeOfRow(row: ShardRow): number {
  let bytes = 1;
  for (const value of row) {
    if (typeof value === "object") bytes += 4 * value.length;
    else bytes += typeof value === "string" ? value.length : 8;
  }
  return bytes;
}
