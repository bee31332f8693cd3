import { COPY_PADDING, copyTokens } from "./copy-tokens.ts";
import { LONG_ARENA_BYTES, LONG_WORD_BITS, SEEN_WORD_BITS, longArena, longWords, seenWords } from "./memory.ts";
import { isEqual } from "./whole-words.ts";

/**
 * The cache of words of 16 to LONG_WORD_BYTES bytes: entries of 16 bytes, and an arena with their bytes and tokens.
 *
 * ```
 * entry   │ hash, never 0 │ address in the arena │ length │ count of tokens, isPart << 31 │
 * arena   … │ bytes of the word, padded to a multiple of 4 │ tokens │ …
 * ```
 *
 * Like the one of short words, it looks at MOST_STEPS entries and then takes the first; when the arena is full, all is forgotten.
 *
 * Phrases of wide characters seldom come again. They are remembered when they come a second time, which a table of bits knows by their hash.
 */
export const LONG_WORD_BYTES: usize = 255;
const MOST_STEPS: u32 = 8;
const SLOT_MASK: u32 = (1 << (<u32>LONG_WORD_BITS)) - 1;
const PART: u32 = 0x80000000;
const SEEN_MASK: usize = (1 << SEEN_WORD_BITS) - 1;

let arenaEnd: usize = 0;

/** The memory is the engine's, and zero: filling it would only cost a start the time. */
export function startLongWords(): void {
  arenaEnd = longArena;
}

export function forgetLongWords(): void {
  memory.fill(longWords, 0, (<usize>16) << LONG_WORD_BITS);
  memory.fill(seenWords, 0, (<usize>4) << SEEN_WORD_BITS);
  arenaEnd = longArena;
}

/** Whether `findLongWord` found the word's tokens. */
export let isKnown: bool = false;

/** The entry of a word, or else that which it is to have. */
export function findLongWord(start: usize, end: usize, isPart: bool, hash: u32): usize {
  const length = end - start;
  isKnown = false;
  for (let steps: u32 = 0; steps < MOST_STEPS; steps++) {
    const entry = longEntryOf(hash + steps);
    const found = load<u32>(entry);
    if (found == 0) return entry;
    if (found != hash) continue;
    if (load<u32>(entry, 8) != <u32>length || (load<u32>(entry, 12) & PART) != partFlag(isPart)) continue;
    if (!isEqual(load<u32>(entry, 4), start, length)) continue;
    isKnown = true;
    return entry;
  }
  return longEntryOf(hash);
}

/** Where the entry of a word of this hash stands, if it is the first of its hash. */
export function longEntryOf(hash: u32): usize {
  return longWords + ((<usize>(hash & SLOT_MASK)) << 4);
}

/** @returns the address behind the tokens */
export function copyLongWord(entry: usize, output: usize): usize {
  const tokens = <usize>load<u32>(entry, 4) + padded(load<u32>(entry, 8));
  return copyTokens(tokens, load<u32>(entry, 12) & ~PART, output);
}

/** Whether a word of this hash, or of one with the same bit, has been here; from now on it has. */
export function wasSeen(hash: u32): bool {
  const word = seenWords + ((<usize>(hash >> 5) & SEEN_MASK) << 2);
  const bits = load<u32>(word);
  store<u32>(word, bits | (1 << (hash & 31)));
  return ((bits >> (hash & 31)) & 1) != 0;
}

/** Remembers a word whose tokens stand from `tokens` to `tokensEnd`. */
export function rememberLongWord(
  entry: usize,
  hash: u32,
  start: usize,
  end: usize,
  isPart: bool,
  tokens: usize,
  tokensEnd: usize,
): void {
  const length = end - start;
  const size = padded(length) + (tokensEnd - tokens);
  if (arenaEnd + size + COPY_PADDING > longArena + LONG_ARENA_BYTES) forgetLongWords();
  const count = <u32>((tokensEnd - tokens) >> 2);
  store<u32>(entry, hash);
  store<u32>(entry, <u32>arenaEnd, 4);
  store<u32>(entry, <u32>length, 8);
  store<u32>(entry, count | partFlag(isPart), 12);
  memory.copy(arenaEnd, start, length);
  arenaEnd = copyTokens(tokens, count, arenaEnd + padded(length));
}

function partFlag(isPart: bool): u32 {
  return isPart ? PART : 0;
}

function padded(length: usize): usize {
  return (length + 3) & ~3;
}

/** Never 0. Sixteen bytes or more: the last eight are read with what is before them. */
export function longWordHash(start: usize, end: usize, isPart: bool): u32 {
  let hash: u64 = <u64>(end - start);
  for (; start + 8 < end; start += 8) hash = mix(hash ^ load<u64>(start));
  hash = mix(hash ^ load<u64>(end - 8));
  return max<u32>(<u32>hash ^ partFlag(isPart), 1);
}

function mix(value: u64): u64 {
  const product = value * 0x9e3779b97f4a7c15;
  return product ^ (product >> 32);
}
