import { cutWide, hasWideCharacters } from "./cjk-cuts.ts";
import { copyTokens } from "./copy-tokens.ts";
import { LONG_WORD_BYTES, copyLongWord, findLongWord, isKnown, rememberLongWord, wasSeen } from "./long-words.ts";
import { CHUNK_WORDS, GROUP_WORDS, PARTS, PART_QUERIES, WORD_QUERIES } from "./memory.ts";
import { encodeWord, failure, wordTokens } from "./misses.ts";
import { nextBoundary, walkAddedToken, walkWord } from "./provenance.ts";
import {
  NO_TOKEN,
  QUERY_BYTES,
  QUERY_END,
  QUERY_ENTRY,
  QUERY_START,
  QUERY_TOKEN,
  readEntries,
  startQueries,
  writePartQueries,
  writeQueries,
  writeTokenQuery,
} from "./queries.ts";
import { KEY_UNLISTED, WORD_BYTES, findShortWord, holdsKey, partBits, tokensLength } from "./short-words.ts";
import { areCharacters } from "./symbols.ts";

const PARTS_END: usize = PARTS + (CHUNK_WORDS << 2);
const WORD_QUERIES_END: usize = WORD_QUERIES + GROUP_WORDS * QUERY_BYTES;

/** Behind the tokens that are written. */
export let outputEnd: usize = 0;
let queriesEnd: usize = WORD_QUERIES;

export function startLookUps(output: usize): void {
  outputEnd = output;
  queriesEnd = WORD_QUERIES;
  startQueries();
}

/**
 * Asks for the tokens of the words that end at the addresses from `ends` to `endsEnd`, the first of which begins at `start`. They are
 * answered GROUP_WORDS at a time, of as many pieces as that takes.
 */
export function askForWords(start: usize, ends: usize, endsEnd: usize): void {
  while (ends < endsEnd) {
    if (queriesEnd == WORD_QUERIES_END) answerWords();
    const groupEnd = min(endsEnd, ends + (WORD_QUERIES_END - queriesEnd) / (QUERY_BYTES / 4));
    queriesEnd = writeQueries(start, ends, groupEnd, partBits(false), queriesEnd);
    start = load<u32>(groupEnd - 4);
    ends = groupEnd;
  }
}

/** Puts an added token behind the words that were asked for. */
export function askForToken(token: u32, start: usize, end: usize): void {
  if (queriesEnd == WORD_QUERIES_END) answerWords();
  queriesEnd = writeTokenQuery(token, start, end, queriesEnd);
}

/** Answers all that was asked for. */
export function answerWords(): void {
  outputEnd = answer(WORD_QUERIES, queriesEnd, false, outputEnd);
  queriesEnd = WORD_QUERIES;
}

/** Tokens of parts of a word. @returns the address behind the last one */
function lookUpParts(start: usize, ends: usize, endsEnd: usize, output: usize): usize {
  while (ends < endsEnd) {
    const groupEnd = min(endsEnd, ends + (GROUP_WORDS << 2));
    output = answer(PART_QUERIES, writePartQueries(start, ends, groupEnd, PART_QUERIES), true, output);
    start = load<u32>(groupEnd - 4);
    ends = groupEnd;
  }
  return output;
}

/**
 * Tokens of what was asked for. What is done for almost every word has no branch that could be guessed wrongly: sixteen bytes are read and
 * masked whatever the length, four tokens are written whatever their number. Reading and writing too much is harmless: TEXT_PADDING and
 * OUTPUT_PADDING are there, and the next word's tokens are written over what is too much. All else is left to another function, outside of
 * the inner loop: an engine keeps what a loop needs in registers only if the loop calls nothing.
 *
 * @param areParts they are parts of words
 * @returns the address behind the last token
 */
function answer(query: usize, end: usize, areParts: bool, output: usize): usize {
  readEntries(query, end, areParts);
  while (query < end) {
    while (query < end) {
      const entry: usize = load<u32>(query, QUERY_ENTRY);
      if (!holdsKey(entry, v128.load(query), KEY_UNLISTED)) break;
      v128.store(output, v128.load(entry, 16));
      output += tokensLength(entry);
      query += QUERY_BYTES;
    }
    if (query == end) break;
    output =
      load<u32>(query, QUERY_TOKEN) == NO_TOKEN ? lookUpWord(query, areParts, output) : writeToken(query, output);
    query += QUERY_BYTES;
  }
  return output;
}

function writeToken(query: usize, output: usize): usize {
  store<u32>(output, load<u32>(query, QUERY_TOKEN));
  walkAddedToken(load<u32>(query, QUERY_START), load<u32>(query, QUERY_END), output);
  return output + 4;
}

/** Tokens of any word, and its boundaries. @returns the address behind its tokens */
export function lookUpWord(query: usize, areParts: bool, output: usize): usize {
  const start: usize = load<u32>(query, QUERY_START);
  const end: usize = load<u32>(query, QUERY_END);
  const behind =
    end - start <= WORD_BYTES
      ? findShortWord(start, end, areParts, output)
      : lookUpLongWord(start, end, load<u32>(query), areParts, output);
  if (nextBoundary < end) walkWord(start, end, output, behind);
  return behind;
}

/**
 * Tokens of a word of sixteen bytes or more. Phrases of wide characters are remembered when they come a second time.
 *
 * @param hash `longWordHash` of a word of up to LONG_WORD_BYTES; of longer ones nothing is remembered
 * @returns the address behind them
 */
function lookUpLongWord(start: usize, end: usize, hash: u32, isPart: bool, output: usize): usize {
  const hasEntry = end - start <= LONG_WORD_BYTES;
  const entry = hasEntry ? findLongWord(start, end, isPart, hash) : 0;
  if (hasEntry && isKnown) return copyLongWord(entry, output);
  const isWide = !isPart && !areCharacters && hasWideCharacters(start, end);
  const behind = isWide ? encodeWide(start, end, output) : encodeWhole(start, end, isPart, output);
  if (failure || !hasEntry || (isWide && !wasSeen(hash))) return behind;
  rememberLongWord(entry, hash, start, end, isPart, output, behind);
  return behind;
}

/** A word of wide characters, which may be as long as a sentence, is looked up in parts, if it can be cut. */
function encodeWide(start: usize, end: usize, output: usize): usize {
  let ends = cutWide(start, end, PARTS, PARTS_END);
  if (load<u32>(PARTS) == <u32>end) return encodeWhole(start, end, false, output);
  while (true) {
    output = lookUpParts(start, PARTS, ends, output);
    start = load<u32>(ends - 4);
    if (start == end || failure) return output;
    ends = cutWide(start, end, PARTS, PARTS_END);
  }
}

function encodeWhole(start: usize, end: usize, isPart: bool, output: usize): usize {
  const count = encodeWord(start, end, isPart);
  return copyTokens(wordTokens, count, output);
}
