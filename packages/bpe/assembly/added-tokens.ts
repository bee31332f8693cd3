import {
  ADDED_TOKENS_TABLE,
  ADDED_TOKEN_NODES_WORD,
  NORMALIZED_ADDED_TOKENS_TABLE,
  NORMALIZED_ADDED_TOKEN_NODES_WORD,
} from "../src/kernel/layout.ts";
import { FIRST_BYTES, FIRST_SPLATS, WALKS, header } from "./memory.ts";

const MOST_SPLATS: u32 = 8;

/** Distinct first bytes of the two tries; as splats where they are MOST_SPLATS at most. */
let plainFirst: u32 = 0;
let normalizedFirst: u32 = 0;

export function startAddedTokens(): void {
  memory.fill(WALKS, 0, (<usize>WALK_BYTES) << WALK_BITS);
  plainFirst = findFirstBytes(header(ADDED_TOKENS_TABLE), header(ADDED_TOKEN_NODES_WORD), FIRST_BYTES, FIRST_SPLATS);
  normalizedFirst = findFirstBytes(
    header(NORMALIZED_ADDED_TOKENS_TABLE),
    header(NORMALIZED_ADDED_TOKEN_NODES_WORD),
    FIRST_BYTES + 256,
    FIRST_SPLATS + 128,
  );
}

function findFirstBytes(trie: usize, nodes: u32, firstBytes: usize, splats: usize): u32 {
  memory.fill(firstBytes, 0, 256);
  if (trie == 0) return 0;
  let count: u32 = 0;
  for (let byte: u32 = 0; byte < 256; byte++) {
    if (child(trie, nodes, 0, byte) == 0) continue;
    store<u8>(firstBytes + byte, 1);
    if (count < MOST_SPLATS) v128.store(splats + (count << 4), i8x16.splat(<i8>byte));
    count++;
  }
  return count;
}

/** Child of a node for a byte; 0, the root, if it has none. */
function child(trie: usize, nodes: u32, node: u32, byte: u32): u32 {
  const next = load<u32>(trie + <usize>node * 12) + byte;
  return next != 0 && next < nodes && load<u32>(trie + <usize>next * 12, 4) == node ? next : 0;
}

/** `Kernel.findAddedTokens`. */
export function findAddedTokens(trie: usize, start: usize, end: usize, matches: usize, capacity: u32): u32 {
  if (trie == 0) return 0;
  const isNormalized = trie == <usize>header(NORMALIZED_ADDED_TOKENS_TABLE);
  const nodes = header(isNormalized ? NORMALIZED_ADDED_TOKEN_NODES_WORD : ADDED_TOKEN_NODES_WORD);
  const firstBytes = isNormalized ? FIRST_BYTES + 256 : FIRST_BYTES;
  const splats = isNormalized ? FIRST_SPLATS + 128 : FIRST_SPLATS;
  const splatCount = isNormalized ? normalizedFirst : plainFirst;
  let found: u32 = 0;
  while (found < capacity) {
    start = splatCount <= MOST_SPLATS ? skipWide(start, end, splats, splatCount) : skipBytes(start, end, firstBytes);
    if (start >= end) break;
    const behind = longestMatch(trie, nodes, start, end);
    if (behind == 0) {
      start++;
      continue;
    }
    const match = matches + <usize>found * 12;
    store<u32>(match, <u32>start);
    store<u32>(match, <u32>behind, 4);
    store<u32>(match, matchedIndex, 8);
    found++;
    start = behind;
  }
  return found;
}

let matchedIndex: u32 = 0;

const WALK_BITS: usize = 5;
const WALK_BYTES: usize = 48;

/**
 * Address behind the longest added token at an address, 0 if there is none.
 *
 * The same control tokens stand everywhere, and a walk through the trie waits for memory at every byte. So walks are remembered: one
 * that begins with the same bytes, 32 at most, up to the one at which the other ended, ends as that did.
 *
 * ```
 *          0                            32      36       40        44
 * walk   │ bytes that were looked at … │ trie │ looked │ matched │ index │      matched: length of the token, 0 for none
 * ```
 */
function longestMatch(trie: usize, nodes: u32, at: usize, end: usize): usize {
  const walk = WALKS + <usize>((load<u64>(at) * 0x9e3779b97f4a7c15) >> (64 - <u64>WALK_BITS)) * WALK_BYTES;
  const looked: usize = load<u32>(walk, 36);
  if (<usize>load<u32>(walk, 32) == trie && at + looked <= end && equalBytes(at, walk) >= looked) {
    const matched: usize = load<u32>(walk, 40);
    matchedIndex = load<u32>(walk, 44);
    return matched ? at + matched : 0;
  }
  return walkTrie(trie, nodes, at, end, walk);
}

/** How many of the first 32 bytes are the same at both addresses. */
function equalBytes(left: usize, right: usize): usize {
  const low = i8x16.bitmask(i8x16.eq(v128.load(left), v128.load(right)));
  const high = i8x16.bitmask(i8x16.eq(v128.load(left, 16), v128.load(right, 16)));
  return <usize>ctz(~(low | (high << 16)));
}

function walkTrie(trie: usize, nodes: u32, start: usize, end: usize, walk: usize): usize {
  let at = start;
  let node: u32 = 0;
  let behind: usize = 0;
  while (at < end) {
    node = child(trie, nodes, node, load<u8>(at));
    if (node == 0) break;
    at++;
    const index = load<i32>(trie + <usize>node * 12, 8);
    if (index < 0) continue;
    matchedIndex = index;
    behind = at;
  }
  if (at < end) {
    v128.store(walk, v128.load(start));
    v128.store(walk, v128.load(start, 16), 16);
    store<u32>(walk, <u32>trie, 32);
    store<u32>(walk, <u32>(at + 1 - start), 36);
    store<u32>(walk, behind ? <u32>(behind - start) : 0, 40);
    store<u32>(walk, matchedIndex, 44);
  }
  return behind;
}

/** Address of the first byte that some added token begins with, sixteen at a time. It may be behind the end. */
function skipWide(start: usize, end: usize, splats: usize, count: u32): usize {
  for (; start < end; start += 16) {
    const bytes = v128.load(start);
    let candidates = i8x16.eq(bytes, v128.load(splats));
    for (let i: u32 = 1; i < count; i++)
      candidates = v128.or(candidates, i8x16.eq(bytes, v128.load(splats + (i << 4))));
    const mask = i8x16.bitmask(candidates);
    if (mask) return start + ctz(mask);
  }
  return start;
}

function skipBytes(start: usize, end: usize, firstBytes: usize): usize {
  while (start < end && load<u8>(firstBytes + load<u8>(start)) == 0) start++;
  return start;
}
