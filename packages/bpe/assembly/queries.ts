import { LONG_WORD_BYTES, longEntryOf, longWordHash } from "./long-words.ts";
import { LONG_QUERIES } from "./memory.ts";
import { boundaryAt } from "./provenance.ts";
import { NO_WORD, WORD_BYTES, entryOf, partBits, wordBytes, wordEnd } from "./short-words.ts";

/**
 * What is asked of the word cache. Most entries lie in the processor's second cache or farther away, so many are asked for before the first is
 * looked at, and read in loops so short that the processor waits for many of them at once:
 *
 * ```
 * word up to 15 bytes    │ key of the word │ address of its entry │ start │ end │ -1 │        32 bytes
 * that holds a boundary  │ key of no word  │ address of its entry │ start │ end │ -1 │
 * word of 16 to 255      │ hash │ …        │ address of its entry │ start │ end │ -1 │
 * longer word            │ 0 │ …           │ –                    │ start │ end │ -1 │
 * added token            │ key of no word  │ –                    │ start │ end │ id │
 * ```
 */
export const QUERY_BYTES: usize = 32;
export const QUERY_ENTRY: usize = 16;
export const QUERY_START: usize = 20;
export const QUERY_END: usize = 24;
export const QUERY_TOKEN: usize = 28;
/** What a word has in the place of an added token. */
export const NO_TOKEN: u32 = 0xffffffff;

/** Where the boundary stands that follows on what was asked for. */
let boundaryAhead: usize = 0;
/** Behind the addresses of queries for words of 16 bytes and more. */
let longQueriesEnd: usize = LONG_QUERIES;

/** Nothing is asked for: what a call that failed left is forgotten. */
export function startQueries(): void {
  boundaryAhead = boundaryAt;
  longQueriesEnd = LONG_QUERIES;
}

/** Queries for the words that end at the addresses from `ends` to `endsEnd`. @returns the address behind the queries */
export function writeQueries(start: usize, ends: usize, endsEnd: usize, bits: v128, query: usize): usize {
  let boundary: usize = load<u32>(boundaryAhead);
  while (ends < endsEnd) {
    const end: usize = load<u32>(ends);
    const length = select<usize>(NO_WORD, end - start, end - start > WORD_BYTES);
    const bytes = wordBytes(start, length);
    store<u32>(query, <u32>entryOf(v128.or(bytes, wordEnd(length, bits))), QUERY_ENTRY);
    v128.store(query, v128.or(bytes, wordEnd(select<usize>(NO_WORD, length, boundary < end), bits)));
    store<u32>(query, <u32>start, QUERY_START);
    store<u32>(query, <u32>end, QUERY_END);
    store<u32>(query, NO_TOKEN, QUERY_TOKEN);
    store<u32>(longQueriesEnd, <u32>query);
    longQueriesEnd += (<usize>(length == NO_WORD)) << 2;
    query += QUERY_BYTES;
    while (boundary < end) boundary = load<u32>((boundaryAhead += 4));
    start = end;
    ends += 4;
  }
  return query;
}

/** The same for parts of a word, which are asked for while words are: boundaries in them come before `boundaryAhead`. */
export function writePartQueries(start: usize, ends: usize, endsEnd: usize, query: usize): usize {
  const wordsAhead = boundaryAhead;
  boundaryAhead = boundaryAt;
  const queriesEnd = writeQueries(start, ends, endsEnd, partBits(true), query);
  boundaryAhead = wordsAhead;
  return queriesEnd;
}

/** @returns the address behind the query */
export function writeTokenQuery(token: u32, start: usize, end: usize, query: usize): usize {
  const key = wordEnd(NO_WORD, partBits(false));
  v128.store(query, key);
  store<u32>(query, <u32>entryOf(key), QUERY_ENTRY);
  store<u32>(query, <u32>start, QUERY_START);
  store<u32>(query, <u32>end, QUERY_END);
  store<u32>(query, token, QUERY_TOKEN);
  while (load<u32>(boundaryAhead) < <u32>end) boundaryAhead += 4;
  return query + QUERY_BYTES;
}

/** Reads the entries of all queries since the last call, four at a time. Behind the last query stand older ones, or none. */
export function readEntries(query: usize, queriesEnd: usize, areParts: bool): void {
  askForLongWords(areParts);
  let read: u32 = 0;
  for (; query < queriesEnd; query += 4 * QUERY_BYTES) {
    read ^=
      firstOf(query) ^
      firstOf(query + QUERY_BYTES) ^
      firstOf(query + 2 * QUERY_BYTES) ^
      firstOf(query + 3 * QUERY_BYTES);
  }
  read ^= readLongWords();
  // Or else a compiler would leave it out.
  store<u32>(LONG_QUERIES, read);
}

function firstOf(query: usize): u32 {
  return load<u32>(load<u32>(query, QUERY_ENTRY));
}

/** Completes the queries for long words, and keeps those in the list that have an entry. */
function askForLongWords(areParts: bool): void {
  let kept = LONG_QUERIES;
  for (let at = LONG_QUERIES; at < longQueriesEnd; at += 4) {
    const query: usize = load<u32>(at);
    const start: usize = load<u32>(query, QUERY_START);
    const end: usize = load<u32>(query, QUERY_END);
    if (end - start > LONG_WORD_BYTES) continue;
    const hash = longWordHash(start, end, areParts);
    store<u32>(query, hash);
    store<u32>(query, <u32>longEntryOf(hash), QUERY_ENTRY);
    store<u32>(kept, <u32>query);
    kept += 4;
  }
  longQueriesEnd = kept;
}

/** Reads the first bytes of the long words that have been found, and empties the list. */
function readLongWords(): u32 {
  let read: u32 = 0;
  for (let at = LONG_QUERIES; at < longQueriesEnd; at += 4) {
    const query: usize = load<u32>(at);
    const entry: usize = load<u32>(query, QUERY_ENTRY);
    if (load<u32>(entry) == load<u32>(query)) read ^= load<u32>(load<u32>(entry, 4));
  }
  longQueriesEnd = LONG_QUERIES;
  return read;
}
