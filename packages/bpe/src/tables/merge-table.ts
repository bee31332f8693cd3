import type { BytePairModel } from "../definition/tokenizer-definition.ts";
import { pairHash } from "../kernel/hashes.ts";
import { PAIR_FILTER_WORDS } from "../kernel/layout.ts";
import { EMPTY_SLOT, findPair, holds, type PairTable } from "../kernel/pair-table.ts";
import { BitFilter } from "./bit-filter.ts";
import { notSupported } from "./refusals.ts";
import { LONGEST_CHAIN, type VocabularyIndex } from "../vocabulary/vocabulary-index.ts";

/** PAIRS, PAIR_FILTER and what else follows from the merges. */
export interface MergeTable {
  readonly pairs: PairTable;
  /** 1 for each index in the vocabulary that some merge makes. */
  readonly isMade: Uint8Array;
  /** 1 for each that is a part of some merge. */
  readonly isPart: Uint8Array;
}

const MOST_MERGES = 1 << 23;
const MOST_SLOTS = 1 << 24;
/** Of the slots, this share is used at most. */
const MOST_USED = 0.6;

/**
 * A pair that stands twice has its later rank, as in Rust's `tokenizers`.
 *
 * @param tokenCount one more than the highest id
 * @throws {TurnwiseError} `tokenizer-not-supported` for more merges than the tables hold
 */
export function buildMerges(
  merges: BytePairModel["merges"],
  vocabulary: VocabularyIndex,
  tokenCount: number,
): MergeTable {
  const count = merges.length / 3;
  if (count > MOST_MERGES) throw notSupported(`it has ${count} merges; the tables hold ${MOST_MERGES}`);
  const isMade = new Uint8Array(vocabulary.size);
  const isPart = new Uint8Array(vocabulary.size);
  for (let at = 0; at < merges.length; at += 3) {
    isPart[merges[at] ?? 0] = 1;
    isPart[merges[at + 1] ?? 0] = 1;
    isMade[merges[at + 2] ?? 0] = 1;
  }
  return { pairs: pairsOf(merges, vocabulary, tokenCount), isMade, isPart };
}

/** The smallest table in which no run of pairs is longer than the steps that a slot can tell. */
function pairsOf(merges: BytePairModel["merges"], { ids }: VocabularyIndex, tokenCount: number): PairTable {
  const count = merges.length / 3;
  const idBits = bitsOf(tokenCount);
  const rankBits = Math.max(bitsOf(count), 32 - idBits);
  const stepBits = 64 - 2 * idBits - rankBits;
  const longestRun = Math.min(LONGEST_CHAIN, 2 ** stepBits - 1);
  const least = 2 ** Math.max(Math.ceil(Math.log2(count / MOST_USED + 16)), idBits);
  const most = stepBits > 0 ? MOST_SLOTS : 0;
  for (let slotCount = least; slotCount <= most; slotCount *= 2) {
    const slots = new Int32Array(2 * slotCount).fill(EMPTY_SLOT);
    const filter = new Int32Array(PAIR_FILTER_WORDS);
    const table = { slots, mask: slotCount - 1, idBits, rankBits, filter };
    if (addMerges(table, merges, ids, longestRun) && hasShortRuns(table, longestRun)) return table;
  }
  throw notSupported(`the tables do not hold its ${count} merges of ids up to ${tokenCount - 1}`);
}

/** @returns whether every pair has a slot at most so many steps behind its place */
function addMerges(
  table: PairTable,
  merges: BytePairModel["merges"],
  ids: VocabularyIndex["ids"],
  mostSteps: number,
): boolean {
  const { slots, mask, idBits, rankBits } = table;
  const filter = new BitFilter(table.filter);
  for (let rank = 0; 3 * rank < merges.length; rank++) {
    const left = ids[merges[3 * rank] ?? 0] ?? 0;
    const right = ids[merges[3 * rank + 1] ?? 0] ?? 0;
    const merged = ids[merges[3 * rank + 2] ?? 0] ?? 0;
    const place = pairHash(left, right);
    const first = left << (64 - 2 * idBits - rankBits);
    let steps = 0;
    let slot = place & mask;
    while (slots[2 * slot + 1] !== EMPTY_SLOT && !holds(table, slot, first | steps)) {
      if (++steps > mostSteps) return false;
      slot = (place + steps) & mask;
    }
    filter.add(left, right);
    slots[2 * slot] = (rank << idBits) | merged;
    slots[2 * slot + 1] = ((first | steps) << (idBits + rankBits - 32)) | (rank >>> (32 - idBits));
  }
  return true;
}

/** Whether no more than so many slots that are taken lie side by side: who looks for a pair that is not there passes them all. */
function hasShortRuns({ slots, mask }: PairTable, longest: number): boolean {
  let run = 0;
  for (let at = 0; at <= mask + longest; at++) {
    run = slots[2 * (at & mask) + 1] === EMPTY_SLOT ? 0 : run + 1;
    if (run > longest) return false;
  }
  return true;
}

/** How many bits a number takes. */
function bitsOf(value: number): number {
  return 32 - Math.clz32(value);
}

/** BYTE_PAIRS: slots by `left byte << 8 | right byte`. */
export function bytePairs({ pairs: table }: MergeTable, byteTokens: Int32Array): Int32Array {
  const pairs = new Int32Array(65536);
  byteTokens.forEach((left, leftByte) => {
    byteTokens.forEach((right, rightByte) => {
      pairs[(leftByte << 8) | rightByte] = left < 0 || right < 0 ? -1 : findPair(table, left, right);
    });
  });
  return pairs;
}
