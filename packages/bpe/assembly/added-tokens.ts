import {
  ADDED_TOKENS_TABLE,
  ADDED_TOKEN_NODES_WORD,
  NORMALIZED_ADDED_TOKENS_TABLE,
  NORMALIZED_ADDED_TOKEN_NODES_WORD,
} from "../src/kernel/layout.ts";
import { FIRST_BYTES, FIRST_SPLATS, header } from "./memory.ts";

const MOST_SPLATS: u32 = 8;

/** Distinct first bytes of the two tries; as splats where they are MOST_SPLATS at most. */
let plainFirst: u32 = 0;
let normalizedFirst: u32 = 0;

export function startAddedTokens(): void {
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

/** Address behind the longest added token at an address, 0 if there is none. */
function longestMatch(trie: usize, nodes: u32, at: usize, end: usize): usize {
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
