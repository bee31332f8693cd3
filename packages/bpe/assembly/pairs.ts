import {
  BYTE_PAIRS_TABLE,
  FLAGS_WORD,
  FLAG_CHARACTERS,
  PAIRS_TABLE,
  PAIR_FILTER_TABLE,
  PAIR_FILTER_WORDS,
  PAIR_MASK_WORD,
} from "../src/kernel/layout.ts";
import { pairHash } from "./hashes.ts";
import { RECENT_PAIR_BITS, bytePairKeys, forbiddenTokens, header, recentPairs } from "./memory.ts";

/** Rank of what does not merge: behind all others. */
export const NO_RANK: u32 = 0x7fffffff;

/** What `rankOf` found: the id that the pair merges to. */
export let mergedToken: u32 = 0;

const RECENT_MASK: u32 = (1 << (<u32>RECENT_PAIR_BITS)) - 1;
const RECENT_SHIFT: u32 = 11;

/** While this is set, no merge makes a forbidden token. */
let isAvoiding: bool = false;
let pairs: usize = 0;
let pairMask: u32 = 0;
let filter: usize = 0;

/**
 * BYTE_PAIRS says where the pair is; here its rank and merged id are looked up once for all, because every word begins with them.
 *
 * ```
 * bytePairKeys   │ rank │ merged id │ …      at (left byte << 8 | right byte) * 8
 * ```
 */
export function startPairs(): void {
  pairs = header(PAIRS_TABLE);
  pairMask = header(PAIR_MASK_WORD);
  filter = header(PAIR_FILTER_TABLE);
  memory.fill(recentPairs, 255, (<usize>16) << RECENT_PAIR_BITS);
  if (header(FLAGS_WORD) & FLAG_CHARACTERS) return;
  const slots: usize = header(BYTE_PAIRS_TABLE);
  for (let pair: usize = 0; pair < 65536; pair++) {
    const slot = load<i32>(slots + (pair << 2));
    const entry = pairs + ((<usize>slot) << 4);
    store<u32>(bytePairKeys + (pair << 3), slot < 0 ? NO_RANK : load<u32>(entry, 8));
    store<u32>(bytePairKeys + (pair << 3), slot < 0 ? 0 : load<u32>(entry, 12), 4);
  }
}

export function setAvoiding(avoiding: bool): void {
  isAvoiding = avoiding;
}

export function isForbidden(token: u32): bool {
  return ((load<u8>(forbiddenTokens + (token >> 3)) >> (token & 7)) & 1) != 0;
}

/**
 * Rank of the merge of two tokens, NO_RANK if there is none. Most pairs were asked for not long ago, and many of them have none: one look at
 * a small table, which stays in the nearest caches, saves two at large ones.
 *
 * ```
 * recentPairs   │ left id │ right id │ rank │ merged id │ …      a new pair takes the place of the one that has its slot
 * ```
 */
export function rankOf(left: u32, right: u32): u32 {
  const hash = pairHash(left, right);
  const recent = recentPairs + ((<usize>((hash >> RECENT_SHIFT) & RECENT_MASK)) << 4);
  const wanted = ((<u64>right) << 32) | left;
  if (load<u64>(recent) != wanted) {
    store<u64>(recent, wanted);
    store<u64>(recent, findPair(hash, wanted), 8);
  }
  mergedToken = load<u32>(recent, 12);
  const rank = load<u32>(recent, 8);
  return isAvoiding && isForbidden(mergedToken) ? NO_RANK : rank;
}

/** Rank and, in the upper half, the merged id. */
function findPair(slot: u32, wanted: u64): u64 {
  if (((load<u32>(filter + (((slot >> 5) & (PAIR_FILTER_WORDS - 1)) << 2)) >> (slot & 31)) & 1) == 0) return NO_RANK;
  while (true) {
    const entry = pairs + ((<usize>(slot & pairMask)) << 4);
    const found = load<u64>(entry);
    if (found == wanted) return load<u64>(entry, 8);
    if (<i32>found == -1) return NO_RANK;
    slot++;
  }
}

/** The same for two bytes. */
export function rankOfBytes(left: u32, right: u32): u32 {
  const entry = bytePairKeys + ((<usize>((left << 8) | right)) << 3);
  mergedToken = load<u32>(entry, 4);
  return isAvoiding && isForbidden(mergedToken) ? NO_RANK : load<u32>(entry);
}
