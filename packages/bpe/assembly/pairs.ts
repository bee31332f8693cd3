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
import { bytePairKeys, forbiddenTokens, header } from "./memory.ts";

/** Rank of what does not merge: behind all others. */
export const NO_RANK: u32 = 0x7fffffff;

/** What `rankOf` found: the id that the pair merges to. */
export let mergedToken: u32 = 0;

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

/** Rank of the merge of two tokens, NO_RANK if there is none. */
export function rankOf(left: u32, right: u32): u32 {
  const entry = findPair(left, right);
  if (entry == 0) return NO_RANK;
  mergedToken = load<u32>(entry, 12);
  return isAvoiding && isForbidden(mergedToken) ? NO_RANK : load<u32>(entry, 8);
}

/** Address of the pair's entry, 0 if there is none. */
function findPair(left: u32, right: u32): usize {
  const hash = pairHash(left, right);
  const bits = load<u32>(filter + (((hash >> 5) & (PAIR_FILTER_WORDS - 1)) << 2));
  if (((bits >> (hash & 31)) & 1) == 0) return 0;
  const wanted = ((<u64>right) << 32) | left;
  let slot = hash;
  while (true) {
    const entry = pairs + ((<usize>(slot++ & pairMask)) << 4);
    const found = load<u64>(entry);
    if (found == wanted) return entry;
    if (<i32>found == -1) return 0;
  }
}

/** The same for two bytes. */
export function rankOfBytes(left: u32, right: u32): u32 {
  const entry = bytePairKeys + ((<usize>((left << 8) | right)) << 3);
  mergedToken = load<u32>(entry, 4);
  return isAvoiding && isForbidden(mergedToken) ? NO_RANK : load<u32>(entry);
}
