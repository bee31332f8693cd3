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
export function findPair({ slots, mask, idBits, rankBits, filter }: PairTable, left: number, right: number): number {
  const hash = pairHash(left, right);
  if ((((filter[(hash >>> 5) & (PAIR_FILTER_WORDS - 1)] ?? 0) >>> (hash & 31)) & 1) === 0) return -1;
  const shift = idBits + rankBits - 32;
  const first = left << (64 - 2 * idBits - rankBits);
  for (let steps = 0; ; steps++) {
    const slot = (hash + steps) & mask;
    const upper = slots[2 * slot + 1] ?? EMPTY_SLOT;
    if (upper >>> shift === (first | steps) >>> 0) return slot;
    if (upper === EMPTY_SLOT) return -1;
  }
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
