import { LONG_ARENA_BYTES, LONG_WORD_BITS, longArena, longWords } from "./memory.ts";
import { encodeWord, wordTokens } from "./misses.ts";
import { isEqual } from "./whole-words.ts";

/**
 * The cache of words of 16 to MOST_BYTES bytes: entries of 16 bytes, and an arena with their bytes and tokens.
 *
 * ```
 * entry   │ hash, never 0 │ address in the arena │ length │ count of tokens, isPart << 31 │
 * arena   … │ bytes of the word, padded to a multiple of 4 │ tokens │ …
 * ```
 *
 * Like the one of short words, it looks at MOST_STEPS entries and then takes the first; when the arena is full, all is forgotten.
 */
const MOST_BYTES: usize = 255;
const MOST_STEPS: u32 = 8;
const SLOT_MASK: u32 = (1 << (<u32>LONG_WORD_BITS)) - 1;

let arenaEnd: usize = 0;

/** The memory is the engine's, and zero: filling it would only cost a start the time. */
export function startLongWords(): void {
  arenaEnd = longArena;
}

export function forgetLongWords(): void {
  memory.fill(longWords, 0, (<usize>16) << LONG_WORD_BITS);
  arenaEnd = longArena;
}

/** Tokens of a word of sixteen bytes or more, as a whole. @returns the address behind them */
export function findLongWord(start: usize, end: usize, isPart: bool, output: usize): usize {
  const length = end - start;
  if (length > MOST_BYTES) return writeWordTokens(encodeWord(start, end, isPart), output);
  const part: u32 = isPart ? 0x80000000 : 0;
  const hash = hashOf(start, end) ^ part;
  const first = hash & SLOT_MASK;
  let entry = longWords + ((<usize>first) << 4);
  for (let steps: u32 = 0; steps < MOST_STEPS; steps++) {
    const candidate = longWords + ((<usize>((first + steps) & SLOT_MASK)) << 4);
    const found = load<u32>(candidate);
    if (found == 0) {
      entry = candidate;
      break;
    }
    if (found != hash || load<u32>(candidate, 8) != <u32>length || (load<u32>(candidate, 12) & 0x80000000) != part)
      continue;
    const bytes: usize = load<u32>(candidate, 4);
    if (isEqual(bytes, start, length))
      return copy(bytes + padded(length), load<u32>(candidate, 12) & 0x7fffffff, output);
  }
  const count = encodeWord(start, end, isPart);
  if (count != 0) remember(entry, hash, start, <u32>length, count, part);
  return writeWordTokens(count, output);
}

function remember(entry: usize, hash: u32, start: usize, length: u32, count: u32, part: u32): void {
  if (arenaEnd + padded(length) + ((<usize>count) << 2) > longArena + LONG_ARENA_BYTES) forgetLongWords();
  store<u32>(entry, hash);
  store<u32>(entry, <u32>arenaEnd, 4);
  store<u32>(entry, length, 8);
  store<u32>(entry, count | part, 12);
  for (let i: usize = 0; i < <usize>length; i++) store<u8>(arenaEnd + i, load<u8>(start + i));
  arenaEnd = copy(wordTokens, count, arenaEnd + padded(length));
}

function writeWordTokens(count: u32, output: usize): usize {
  return copy(wordTokens, count, output);
}

function copy(tokens: usize, count: u32, output: usize): usize {
  const bytes = (<usize>count) << 2;
  if (bytes > 256) memory.copy(output, tokens, bytes);
  else for (let i: usize = 0; i < bytes; i += 4) store<u32>(output + i, load<u32>(tokens + i));
  return output + bytes;
}

function padded(length: usize): usize {
  return (length + 3) & ~3;
}

/** Never 0. Sixteen bytes or more: the last eight are read with what is before them. */
function hashOf(start: usize, end: usize): u32 {
  let hash: u64 = <u64>(end - start);
  for (; start + 8 < end; start += 8) hash = mix(hash ^ load<u64>(start));
  hash = mix(hash ^ load<u64>(end - 8));
  return <u32>hash == 0 || <u32>hash == 0x80000000 ? 1 : <u32>hash;
}

function mix(value: u64): u64 {
  const product = value * 0x9e3779b97f4a7c15;
  return product ^ (product >> 32);
}
