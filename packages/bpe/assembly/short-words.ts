import { SHORT_LIST_BYTES, SHORT_MASKS, SHORT_WORD_BITS, shortLists, shortWords } from "./memory.ts";
import { encodeWord, wordTokens } from "./misses.ts";

/**
 * The cache of words of up to fifteen bytes: entries of 32 bytes, of which two lie in one line of the processor's cache.
 *
 * ```
 *   0                        15    16   20   24   28  31
 * │ bytes of the word, 0 … │ n K │ id │ id │ id │ id │        up to four tokens
 * │ bytes of the word, 0 … │ 0 K │ address │ count │ │        more: they are listed in the arena
 *
 * n  number of tokens, less one: the two upper bits
 * K  length of the word, 16 if it is a part of one, 32 if its tokens are listed; 0: empty entry
 * ```
 *
 * Words are compared whole. An entry stands where the hash says, or in one of the MOST_STEPS entries behind; if all of them are taken, a
 * new word takes the place of the first. So the cache is bounded, and no choice of words makes a look-up slow.
 */
export const WORD_BYTES: u32 = 15;
/** In the upper half of a word's key. */
export const PART: u64 = 0x1000000000000000;
/** In the upper half of an entry's key: the tokens are listed. */
const LIST: u64 = 0x2000000000000000;
/** So many upper bits of an entry's key count its tokens. */
export const COUNT_BITS: u64 = 2;
/** What is not of the word in the upper half of an entry's key. */
const OF_TOKENS: u64 = 0xe000000000000000;

/** Slots are multiples of 32 from `shortWords` on. */
const SLOT_MASK: usize = ((1 << SHORT_WORD_BITS) - 1) << 5;
const SLOT_SHIFT: u64 = 64 - SHORT_WORD_BITS - 5;
const MOST_STEPS: u32 = 8;
const INLINE_TOKENS: u32 = 4;

let listsEnd: usize = 0;

/** The table itself is memory of the engine's, and zero: filling it would only cost a start the time. */
export function startShortWords(): void {
  listsEnd = shortLists;
  for (let length: usize = 0; length < 16; length++) {
    for (let i: usize = 0; i < 16; i++) store<u8>(SHORT_MASKS + (length << 4) + i, i < length ? 255 : 0);
  }
}

export function forgetShortWords(): void {
  memory.fill(shortWords, 0, (<usize>32) << SHORT_WORD_BITS);
  listsEnd = shortLists;
}

/** Distance of a word's entry from the first one. The upper bits of a product depend on all bits of its factors. */
export function slotOf(low: u64, high: u64): usize {
  return <usize>(((low ^ rotl<u64>(high, 25)) * 0x9e3779b97f4a7c15) >> SLOT_SHIFT) & SLOT_MASK;
}

/** How many tokens an entry holds, by the upper half of its key. */
export function tokenCount(high: u64): u64 {
  return (high >> (64 - COUNT_BITS)) + 1;
}

/** Tokens of a word of up to fifteen bytes: looks for it, and encodes it if it is nowhere. @returns the address behind its tokens */
export function findShortWord(start: usize, end: usize, isPart: bool, output: usize): usize {
  const length = end - start;
  const low = load<u64>(start) & load<u64>(length << 4, SHORT_MASKS);
  const high = (load<u64>(start, 8) & load<u64>(length << 4, SHORT_MASKS + 8)) | ((<u64>length) << 56);
  const key = isPart ? high | PART : high;
  const first = slotOf(low, key);
  let slot = first;
  for (let steps: u32 = 0; steps < MOST_STEPS; steps++) {
    const entry = shortWords + slot;
    const found = load<u64>(entry, 8);
    if (load<u64>(entry) == low && (found & ~OF_TOKENS) == key) return writeTokens(entry, found, output);
    if (found == 0) return missShort(start, end, low, key, entry, output);
    slot = (slot + 32) & SLOT_MASK;
  }
  return missShort(start, end, low, key, shortWords + first, output);
}

function writeTokens(entry: usize, high: u64, output: usize): usize {
  if (high & LIST) return copyTokens(load<u32>(entry, 16), load<u32>(entry, 20), output);
  v128.store(output, v128.load(entry, 16));
  return output + ((<usize>tokenCount(high)) << 2);
}

function missShort(start: usize, end: usize, low: u64, high: u64, entry: usize, output: usize): usize {
  const count = encodeWord(start, end, (high & PART) != 0);
  if (count == 0) return output;
  if (count > INLINE_TOKENS && listsEnd + ((<usize>count) << 2) > shortLists + SHORT_LIST_BYTES) forgetShortWords();
  store<u64>(entry, low);
  if (count <= INLINE_TOKENS) {
    store<u64>(entry, high | ((<u64>count - 1) << (64 - COUNT_BITS)), 8);
    v128.store(entry, v128.load(wordTokens), 16);
  } else {
    store<u64>(entry, high | LIST, 8);
    store<u64>(entry, ((<u64>count) << 32) | listsEnd, 16);
    listsEnd = copyTokens(wordTokens, count, listsEnd);
  }
  return copyTokens(wordTokens, count, output);
}

/** @returns the address behind the copy */
function copyTokens(tokens: usize, count: u32, output: usize): usize {
  const bytes = (<usize>count) << 2;
  for (let i: usize = 0; i < bytes; i += 4) store<u32>(output + i, load<u32>(tokens + i));
  return output + bytes;
}
