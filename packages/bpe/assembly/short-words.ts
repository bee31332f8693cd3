import { COPY_PADDING, copyTokens } from "./copy-tokens.ts";
import { SHORT_LIST_BYTES, SHORT_WORD_BITS, WORD_SHAPES, shortLists, shortWords } from "./memory.ts";
import { encodeWord, wordTokens } from "./misses.ts";
import { takesWholeWords } from "./whole-words.ts";

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
export const WORD_BYTES: usize = 15;
/** The length of `wordKey` that stands for a word which has no entry. */
export const NO_WORD: usize = 16;
/** In the last byte of a key. */
const PART: u8 = 16;
const LIST: u8 = 32;
/** What is compared of an entry whose tokens are not listed, and of any. */
export const KEY_UNLISTED: v128 = i64x2(-1, 0x3fffffffffffffff);
const KEY: v128 = i64x2(-1, 0x1fffffffffffffff);

/** Slots are multiples of 32 from `shortWords` on. */
const SLOT_MASK: usize = ((1 << SHORT_WORD_BITS) - 1) << 5;
const SLOT_SHIFT: u64 = 64 - SHORT_WORD_BITS - 5;
const MOST_STEPS: u32 = 8;
const INLINE_TOKENS: u32 = 4;

let listsEnd: usize = 0;

/** The table itself is memory of the engine's, and zero: filling it would only cost a start the time. */
export function startShortWords(): void {
  listsEnd = shortLists;
  for (let length: usize = 0; length <= WORD_BYTES; length++) {
    const shape = WORD_SHAPES + (length << 5);
    memory.fill(shape, 255, length);
    store<u8>(shape, <u8>length, 31);
  }
  // Empty, and its tokens are listed: so is no word.
  store<u8>(WORD_SHAPES + (NO_WORD << 5), LIST, 31);
}

export function forgetShortWords(): void {
  memory.fill(shortWords, 0, (<usize>32) << SHORT_WORD_BITS);
  listsEnd = shortLists;
}

/** What the keys of words hold, or of parts of words. */
export function partBits(areParts: bool): v128 {
  return areParts && takesWholeWords ? i8x16.replace_lane(i8x16.splat(0), 15, PART) : i8x16.splat(0);
}

/** The key of a word: its bytes and its end. */
export function wordKey(start: usize, length: usize, bits: v128): v128 {
  return v128.or(wordBytes(start, length), wordEnd(length, bits));
}

/** Bytes of a word in its key. */
export function wordBytes(start: usize, length: usize): v128 {
  return v128.and(v128.load(start), v128.load(WORD_SHAPES + (length << 5)));
}

/** The last byte of its key. */
export function wordEnd(length: usize, bits: v128): v128 {
  return v128.or(v128.load(WORD_SHAPES + (length << 5), 16), bits);
}

/** The entry of a key, if it stands where it should. The upper bits of a product depend on all bits of its factors. */
export function entryOf(key: v128): usize {
  const hash = (i64x2.extract_lane(key, 0) ^ rotl<u64>(i64x2.extract_lane(key, 1), 25)) * 0x9e3779b97f4a7c15;
  return shortWords + (<usize>(hash >> SLOT_SHIFT) & SLOT_MASK);
}

/** Bytes that the tokens of an entry take, if they are not listed. */
export function tokensLength(entry: usize): usize {
  return ((<usize>load<u8>(entry, 15) >> 6) + 1) << 2;
}

/** Tokens of a word of up to fifteen bytes: looks for it, and encodes it if it is nowhere. @returns the address behind its tokens */
export function findShortWord(start: usize, end: usize, isPart: bool, output: usize): usize {
  const key = wordKey(start, end - start, partBits(isPart));
  const first = entryOf(key);
  let entry = first;
  for (let steps: u32 = 0; steps < MOST_STEPS; steps++) {
    if (holdsKey(entry, key, KEY)) return writeTokens(entry, output);
    if (load<u8>(entry, 15) == 0) return missShort(start, end, isPart, key, entry, output);
    entry = shortWords + ((entry - shortWords + 32) & SLOT_MASK);
  }
  return missShort(start, end, isPart, key, first, output);
}

/** Whether an entry holds a key, by the given bits. */
export function holdsKey(entry: usize, key: v128, bits: v128): bool {
  return !v128.any_true(v128.and(v128.xor(v128.load(entry), key), bits));
}

function writeTokens(entry: usize, output: usize): usize {
  if (load<u8>(entry, 15) & LIST) return copyTokens(load<u32>(entry, 16), load<u32>(entry, 20), output);
  v128.store(output, v128.load(entry, 16));
  return output + tokensLength(entry);
}

function missShort(start: usize, end: usize, isPart: bool, key: v128, entry: usize, output: usize): usize {
  const count = encodeWord(start, end, isPart);
  if (count == 0) return output;
  const listEnd = listsEnd + ((<usize>count) << 2) + COPY_PADDING;
  if (count > INLINE_TOKENS && listEnd > shortLists + SHORT_LIST_BYTES) forgetShortWords();
  v128.store(entry, key);
  if (count <= INLINE_TOKENS) {
    store<u8>(entry, load<u8>(entry, 15) | <u8>((count - 1) << 6), 15);
    v128.store(entry, v128.load(wordTokens), 16);
  } else {
    store<u8>(entry, load<u8>(entry, 15) | LIST, 15);
    store<u64>(entry, ((<u64>count) << 32) | listsEnd, 16);
    listsEnd = copyTokens(wordTokens, count, listsEnd);
  }
  return copyTokens(wordTokens, count, output);
}
