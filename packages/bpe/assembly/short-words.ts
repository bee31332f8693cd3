import { SHORT_LIST_BYTES, SHORT_MASKS, SHORT_WORD_BITS, shortLists, shortWords } from "./memory.ts";
import { encodeWord, wordTokens } from "./misses.ts";

/**
 * The cache of words of up to fifteen bytes: entries of 32 bytes, of which two lie in one line of the processor's cache.
 *
 * ```
 *   0             15   16   20   24   28         31
 * │ bytes of the word, 0 … │ K │ id │ id │ id │ id (24 bits) │ n │        up to four tokens
 * │ bytes of the word, 0 … │ K │ address │ count │           │ 0 │        more: they are listed in the arena
 *
 * K  length of the word, and 16 if it is a part of one; 0: empty entry
 * ```
 *
 * Words are compared whole. An entry stands where the hash says, or in one of the MOST_STEPS entries behind; if all of them are taken, a
 * new word takes the place of the first. So the cache is bounded, and no choice of words makes a look-up slow.
 */
export const WORD_BYTES: u32 = 15;
/** In the upper half of a word's key. */
export const PART: u64 = 0x1000000000000000;

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
  return <usize>((low * 0x9e3779b97f4a7c15 + high * 0xc2b2ae3d27d4eb4f) >> SLOT_SHIFT) & SLOT_MASK;
}

/** Writes the tokens of an entry whose number of tokens is 0. @returns the address behind them */
export function writeList(entry: usize, output: usize): usize {
  const list: usize = load<u32>(entry, 16);
  const bytes: usize = load<u32>(entry, 20) << 2;
  for (let i: usize = 0; i < bytes; i += 4) store<u32>(output + i, load<u32>(list + i));
  return output + bytes;
}

/** A word that is not in its first entry: looks at those behind, and encodes it if it is in none. @returns the address behind its tokens */
export function findFurther(start: usize, end: usize, low: u64, high: u64, output: usize): usize {
  const first = slotOf(low, high);
  let slot = first;
  for (let steps: u32 = 0; steps < MOST_STEPS; steps++) {
    const entry = shortWords + slot;
    const entryHigh = load<u64>(entry, 8);
    if (load<u64>(entry) == low && entryHigh == high) return writeTokens(entry, output);
    if (entryHigh == 0) return missShort(start, end, low, high, entry, output);
    slot = (slot + 32) & SLOT_MASK;
  }
  return missShort(start, end, low, high, shortWords + first, output);
}

function writeTokens(entry: usize, output: usize): usize {
  const count: usize = load<u8>(entry, 31);
  if (count == 0) return writeList(entry, output);
  v128.store(output, v128.and(v128.load(entry, 16), i32x4.splat(0xffffff)));
  return output + (count << 2);
}

function missShort(start: usize, end: usize, low: u64, high: u64, entry: usize, output: usize): usize {
  const count = encodeWord(start, end, (high & PART) != 0);
  if (count == 0) return output;
  const tokens = wordTokens;
  if (count > INLINE_TOKENS && listsEnd + ((<usize>count) << 2) > shortLists + SHORT_LIST_BYTES) forgetShortWords();
  store<u64>(entry, low);
  store<u64>(entry, high, 8);
  if (count <= INLINE_TOKENS) {
    v128.store(entry, v128.load(tokens), 16);
    store<u8>(entry, <u8>count, 31);
  } else {
    store<u64>(entry, ((<u64>count) << 32) | listsEnd, 16);
    store<u64>(entry, 0, 24);
    for (let i: usize = 0; i < (<usize>count) << 2; i += 4) store<u32>(listsEnd + i, load<u32>(tokens + i));
    listsEnd += (<usize>count) << 2;
  }
  for (let i: usize = 0; i < (<usize>count) << 2; i += 4) store<u32>(output + i, load<u32>(tokens + i));
  return output + ((<usize>count) << 2);
}
