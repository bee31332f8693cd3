import { pairHash } from "./hashes.ts";
import { PAIR_FILTER_WORDS } from "./layout.ts";

/** PAIRS and PAIR_FILTER: see `layout.ts`. */
export interface PairTable {
  /** Two words a slot, the lower four bytes first. */
  readonly slots: Int32Array;
  /** Slots less one. */
  readonly mask: number;
  readonly idBits: number;
  readonly rankBits: number;
  readonly filter: Int32Array;
}

/** The upper four bytes of an empty slot. */
export const EMPTY_SLOT = -1;

/** Slot of a pair of ids, -1 if nothing merges them. */
export function findPair(table: PairTable, left: number, right: number): number {
  const { slots, mask, idBits, rankBits, filter } = table;
  const hash = pairHash(left, right);
  if ((((filter[(hash >>> 5) & (PAIR_FILTER_WORDS - 1)] ?? 0) >>> (hash & 31)) & 1) === 0) return -1;
  const first = left << (64 - 2 * idBits - rankBits);
  for (let steps = 0; ; steps++) {
    const slot = (hash + steps) & mask;
    if (holds(table, slot, first | steps)) return slot;
    if (slots[2 * slot + 1] === EMPTY_SLOT) return -1;
  }
}

/** Whether the pair in a slot has this left id and stands so many steps behind its place. `key`: both, as they stand in the slot's upper bits. */
export function holds({ slots, idBits, rankBits }: PairTable, slot: number, key: number): boolean {
  return (slots[2 * slot + 1] ?? EMPTY_SLOT) >>> (idBits + rankBits - 32) === key >>> 0;
}

/** Rank of the pair in a slot. */
export function rankInSlot({ slots, idBits, rankBits }: PairTable, slot: number): number {
  const lower = (slots[2 * slot] ?? 0) >>> idBits;
  return (lower | ((slots[2 * slot + 1] ?? 0) << (32 - idBits))) & ((1 << rankBits) - 1);
}

/** What the pair in a slot merges to. */
export function mergedInSlot({ slots, idBits }: PairTable, slot: number): number {
  return (slots[2 * slot] ?? 0) & ((1 << idBits) - 1);
}
