import {
  BYTE_PAIRS_TABLE,
  FLAGS_WORD,
  FLAG_CHARACTERS,
  PAIRS_TABLE,
  PAIR_FILTER_TABLE,
  PAIR_FILTER_WORDS,
  PAIR_ID_BITS_WORD,
  PAIR_MASK_WORD,
  PAIR_RANK_BITS_WORD,
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
let idBits: u64 = 0;
let idMask: u32 = 0;
let rankMask: u32 = 0;
/** Bits of an entry below left id and steps, and bits of the steps. */
let keyShift: u64 = 0;
let stepBits: u64 = 0;

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
  const rankBits: u64 = header(PAIR_RANK_BITS_WORD);
  idBits = header(PAIR_ID_BITS_WORD);
  idMask = (1 << (<u32>idBits)) - 1;
  rankMask = (1 << (<u32>rankBits)) - 1;
  keyShift = idBits + rankBits;
  stepBits = 64 - idBits - keyShift;
  if (header(FLAGS_WORD) & FLAG_CHARACTERS) return;
  const slots: usize = header(BYTE_PAIRS_TABLE);
  for (let pair: usize = 0; pair < 65536; pair++) {
    const slot = load<i32>(slots + (pair << 2));
    store<u32>(bytePairKeys + (pair << 3), slot < 0 ? NO_RANK : take(load<u64>(pairs + ((<usize>slot) << 3))));
    store<u32>(bytePairKeys + (pair << 3), mergedToken, 4);
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
  const hash = pairHash(left, right);
  const bits = load<u32>(filter + (((hash >> 5) & (PAIR_FILTER_WORDS - 1)) << 2));
  return (bits >> (hash & 31)) & 1 ? rankInTable(left, hash) : NO_RANK;
}

function rankInTable(left: u32, hash: u32): u32 {
  let wanted = (<u64>left) << stepBits;
  let slot = hash;
  while (true) {
    const found = load<u64>(pairs + ((<usize>(slot & pairMask)) << 3));
    if (found >> keyShift == wanted) return take(found);
    if (<i64>found == -1) return NO_RANK;
    slot++;
    wanted++;
  }
}

/** Takes rank and merged id of a pair. @returns the rank */
function take(pair: u64): u32 {
  mergedToken = <u32>pair & idMask;
  return isAvoiding && isForbidden(mergedToken) ? NO_RANK : <u32>(pair >> idBits) & rankMask;
}

/** The same for two bytes. */
export function rankOfBytes(left: u32, right: u32): u32 {
  const entry = bytePairKeys + ((<usize>((left << 8) | right)) << 3);
  mergedToken = load<u32>(entry, 4);
  return isAvoiding && isForbidden(mergedToken) ? NO_RANK : load<u32>(entry);
}
