import type { BytePairModel } from "../definition/tokenizer-definition.ts";
import { pairHash } from "../kernel/hashes.ts";
import { PAIR_FILTER_WORDS } from "../kernel/layout.ts";
import { BitFilter } from "./bit-filter.ts";
import { notSupported } from "./refusals.ts";
import { LONGEST_CHAIN, type VocabularyIndex } from "../vocabulary/vocabulary-index.ts";

/**
 * PAIRS, PAIR_FILTER and what else follows from the merges.
 *
 * ```
 * slots    │ left id │ right id │ rank │ merged id │ -1 │ … │ -1 │ …      a power of two of them, at most 0.6 of them used
 * ```
 */
export interface MergeTable {
  readonly slots: Int32Array;
  /** Slots less one. */
  readonly mask: number;
  readonly filter: BitFilter;
  /** 1 for each index in the vocabulary that some merge makes. */
  readonly isMade: Uint8Array;
  /** 1 for each that is a part of some merge. */
  readonly isPart: Uint8Array;
}

const MOST_MERGES = 1 << 23;

/**
 * A pair that stands twice has its later rank, as in Rust's `tokenizers`.
 *
 * @throws {TurnwiseError} `tokenizer-not-supported` for more merges than the tables hold
 */
export function buildMerges(merges: BytePairModel["merges"], vocabulary: VocabularyIndex): MergeTable {
  const count = merges.length / 3;
  if (count > MOST_MERGES) throw notSupported(`it has ${count} merges; the tables hold ${MOST_MERGES}`);
  const slotCount = 2 ** Math.ceil(Math.log2(count / 0.6 + 16));
  const mask = slotCount - 1;
  const slots = new Int32Array(slotCount * 4).fill(-1);
  const filter = new BitFilter(PAIR_FILTER_WORDS);
  const isMade = new Uint8Array(vocabulary.size);
  const isPart = new Uint8Array(vocabulary.size);
  const { ids } = vocabulary;
  for (let rank = 0; rank < count; rank++) {
    const left = merges[3 * rank] ?? 0;
    const right = merges[3 * rank + 1] ?? 0;
    const merged = merges[3 * rank + 2] ?? 0;
    isMade[merged] = 1;
    isPart[left] = 1;
    isPart[right] = 1;
    const leftId = ids[left] ?? 0;
    const rightId = ids[right] ?? 0;
    filter.add(leftId, rightId);
    let chain = 0;
    let at = (pairHash(leftId, rightId) & mask) << 2;
    while (slots[at] !== -1 && !(slots[at] === leftId && slots[at + 1] === rightId)) {
      if (++chain > LONGEST_CHAIN) throw notSupported("its merges are made to collide");
      at = (at + 4) & ((mask << 2) | 3);
    }
    slots[at] = leftId;
    slots[at + 1] = rightId;
    slots[at + 2] = rank;
    slots[at + 3] = ids[merged] ?? 0;
  }
  return { slots, mask, filter, isMade, isPart };
}

/** Slot of a pair of ids, -1 if nothing merges them. */
export function findPair({ slots, mask, filter }: MergeTable, left: number, right: number): number {
  if (!filter.mayHave(left, right)) return -1;
  for (let slot = pairHash(left, right) & mask; ; slot = (slot + 1) & mask) {
    const found = slots[slot << 2];
    if (found === left && slots[(slot << 2) + 1] === right) return slot;
    if (found === -1) return -1;
  }
}

/** BYTE_PAIRS: slots by `left byte << 8 | right byte`. */
export function bytePairs(table: MergeTable, byteTokens: Int32Array): Int32Array {
  const pairs = new Int32Array(65536);
  byteTokens.forEach((left, leftByte) => {
    byteTokens.forEach((right, rightByte) => {
      pairs[(leftByte << 8) | rightByte] = left < 0 || right < 0 ? -1 : findPair(table, left, right);
    });
  });
  return pairs;
}
