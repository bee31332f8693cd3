import { cutWide, hasWideCharacters } from "./cjk-cuts.ts";
import { copyTokens } from "./copy-tokens.ts";
import {
  LONG_WORD_BYTES,
  copyLongWord,
  findLongWord,
  isKnown,
  longWordHash,
  rememberLongWord,
  wasSeen,
} from "./long-words.ts";
import { CHUNK_WORDS, GROUP_WORDS, PARTS, PART_QUERIES, WORD_QUERIES } from "./memory.ts";
import { encodeWord, failure, wordTokens } from "./misses.ts";
import { nextBoundary, walkWord } from "./provenance.ts";
import {
  KEY_UNLISTED,
  NO_WORD,
  WORD_BYTES,
  entryOf,
  findShortWord,
  holdsKey,
  partBits,
  tokensLength,
  wordKey,
} from "./short-words.ts";
import { areCharacters } from "./symbols.ts";

const PARTS_END: usize = PARTS + (CHUNK_WORDS << 2);
const QUERY_BYTES: usize = 32;
const QUERY_ENTRY: usize = 16;
const QUERY_START: usize = 20;
const QUERY_END: usize = 24;
const QUERY_UNUSED: usize = 28;

/**
 * Tokens of the words that end at the addresses from `ends` to `endsEnd`, the first of which begins at `start`.
 *
 * Most entries lie in the processor's second cache or farther away. So GROUP_WORDS words at a time are asked for, and answered when all of their
 * entries have been read, in loops so short that the processor waits for many of them at once:
 *
 * ```
 * query   │ key of the word │ address of its entry │ start │ end │ – │        32 bytes
 * ```
 *
 * What is done for almost every word has no branch that could be guessed wrongly: sixteen bytes are read and masked whatever the length,
 * four tokens are written whatever their number. Reading and writing too much is harmless: TEXT_PADDING and OUTPUT_PADDING are there, and
 * the next word's tokens are written over what is too much. All else is left to another function, outside of the inner loop: an engine keeps
 * what a loop needs in registers only if the loop calls nothing.
 *
 * @param areParts they are parts of words
 * @returns the address behind the last token
 */
export function lookUpWords(start: usize, ends: usize, endsEnd: usize, areParts: bool, output: usize): usize {
  // Parts are looked up while a group of words is.
  const queries = areParts ? PART_QUERIES : WORD_QUERIES;
  while (ends < endsEnd) {
    const queriesEnd = writeQueries(start, ends, min(ends + (GROUP_WORDS << 2), endsEnd), areParts, queries);
    readEntries(queries, queriesEnd);
    let query = queries;
    while (query < queriesEnd) {
      while (query < queriesEnd) {
        const entry: usize = load<u32>(query, QUERY_ENTRY);
        if (!holdsKey(entry, v128.load(query), KEY_UNLISTED)) break;
        v128.store(output, v128.load(entry, 16));
        output += tokensLength(entry);
        query += QUERY_BYTES;
      }
      if (query == queriesEnd) break;
      output = lookUpWord(load<u32>(query, QUERY_START), load<u32>(query, QUERY_END), areParts, output);
      query += QUERY_BYTES;
    }
    start = load<u32>(query - QUERY_BYTES, QUERY_END);
    ends += (queriesEnd - queries) / (QUERY_BYTES / 4);
  }
  return output;
}

/** Writes queries up to that of the word in which the next boundary lies. @returns the address behind them */
function writeQueries(start: usize, ends: usize, endsEnd: usize, areParts: bool, query: usize): usize {
  const bits = partBits(areParts);
  const boundary = nextBoundary;
  while (ends < endsEnd) {
    const end: usize = load<u32>(ends);
    const length = end - start;
    const key = wordKey(start, select<usize>(NO_WORD, length, (length > WORD_BYTES) | (boundary < end)), bits);
    v128.store(query, key);
    store<u32>(query, <u32>entryOf(key), QUERY_ENTRY);
    store<u32>(query, <u32>start, QUERY_START);
    store<u32>(query, <u32>end, QUERY_END);
    query += QUERY_BYTES;
    if (boundary < end) break;
    start = end;
    ends += 4;
  }
  return query;
}

/** Reads the entries of queries for nobody, four at a time. Behind the last query stand older ones, or none. */
function readEntries(query: usize, queriesEnd: usize): void {
  let read: u32 = 0;
  for (; query < queriesEnd; query += 4 * QUERY_BYTES) {
    read ^=
      firstOf(query) ^
      firstOf(query + QUERY_BYTES) ^
      firstOf(query + 2 * QUERY_BYTES) ^
      firstOf(query + 3 * QUERY_BYTES);
  }
  // Or else a compiler would leave it out.
  store<u32>(query - QUERY_BYTES, read, QUERY_UNUSED);
}

function firstOf(query: usize): u32 {
  return load<u32>(load<u32>(query, QUERY_ENTRY));
}

/** Tokens of any word, and its boundaries. @returns the address behind its tokens */
export function lookUpWord(start: usize, end: usize, areParts: bool, output: usize): usize {
  const behind =
    end - start <= WORD_BYTES
      ? findShortWord(start, end, areParts, output)
      : lookUpLongWord(start, end, areParts, output);
  if (nextBoundary < end) walkWord(start, end, output, behind);
  return behind;
}

/** Tokens of a word of sixteen bytes or more. @returns the address behind them */
function lookUpLongWord(start: usize, end: usize, isPart: bool, output: usize): usize {
  const isWide = !isPart && !areCharacters && hasWideCharacters(start, end);
  const mayBeKnown = end - start <= LONG_WORD_BYTES;
  const hash = mayBeKnown ? longWordHash(start, end, isPart) : 0;
  if (isWide && !(mayBeKnown && wasSeen(hash))) return encodeWide(start, end, output);
  if (!mayBeKnown) return encodeWhole(start, end, isPart, output);
  const entry = findLongWord(start, end, isPart, hash);
  if (isKnown) return copyLongWord(entry, output);
  const behind = isWide ? encodeWide(start, end, output) : encodeWhole(start, end, isPart, output);
  if (!failure) rememberLongWord(entry, hash, start, end, isPart, output, behind);
  return behind;
}

/** A word of wide characters, which may be as long as a sentence, is looked up in parts, if it can be cut. */
function encodeWide(start: usize, end: usize, output: usize): usize {
  let ends = cutWide(start, end, PARTS, PARTS_END);
  if (load<u32>(PARTS) == <u32>end) return encodeWhole(start, end, false, output);
  while (true) {
    output = lookUpWords(start, PARTS, ends, true, output);
    start = load<u32>(ends - 4);
    if (start == end || failure) return output;
    ends = cutWide(start, end, PARTS, PARTS_END);
  }
}

function encodeWhole(start: usize, end: usize, isPart: bool, output: usize): usize {
  const count = encodeWord(start, end, isPart);
  return copyTokens(wordTokens, count, output);
}
