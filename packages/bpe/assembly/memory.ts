import { HEADER, HEADER_BYTES, IMAGE_END_WORD, TOKEN_COUNT_WORD, WORKSPACE_BYTES } from "../src/kernel/layout.ts";

/**
 * Where the kernel keeps what is its own. Small things that every word needs lie in the first 64 KiB, before the image, close together
 * (they stay in the processor's first cache); the word cache and tables derived from the image lie behind the image.
 *
 * ```
 * 1280   BYTE_CLASSES   256 bytes       the image's, but NUL goes the way of bytes beyond ASCII: it may be the end
 * 1536   STAGE_ENDS     16 words        where the piece ends that each stage of the scanner is in
 * 1664   FIRST_BYTES    2 x 256 bytes   1 for bytes that added tokens begin with; one table for each trie
 * 2176   FIRST_SPLATS   2 x 8 x 16      the same bytes, sixteen times each, where they are eight at most
 * 2432   WALKS          32 x 48 bytes   walks through the tries of added tokens (added-tokens.ts)
 * 3968   UNSTABLE_LEADS 2 x 16 bytes   bytes that unstable characters begin with (unstable.ts)
 * 4096   SYMBOLS, KEYS, MERGED          of the word that is merged (merge.ts)
 * 8192   ENDS           word ends of the chunk between scanner and look-up (encode.ts)
 * 16896  PARTS          ends of parts of one long word (long-words.ts)
 * 21504  WORD_QUERIES   128 x 32 bytes: words that are looked up together (queries.ts)
 * 25600  PART_QUERIES   the same of parts of words
 * 29696  WORD_SHAPES    17 x 32 bytes: what makes a key of a word's first bytes, by its length (short-words.ts)
 * 32768  NEIGHBOURS     128 x 128 bytes, the image's ASCII neighbours (neighbours.ts)
 * 50176  LONG_QUERIES   addresses of the queries for words of 16 bytes and more (queries.ts)
 * ```
 */
export const BYTE_CLASSES: usize = 1280;
export const STAGE_ENDS: usize = 1536;
export const FIRST_BYTES: usize = 1664;
export const FIRST_SPLATS: usize = 2176;
export const WALKS: usize = 2432;
export const UNSTABLE_LEADS: usize = 3968;
export const SYMBOLS: usize = 4096;
export const KEYS: usize = 4608;
export const MERGED: usize = 5120;
export const ENDS: usize = 8192;
export const PARTS: usize = 16896;
export const WORD_QUERIES: usize = 21504;
export const PART_QUERIES: usize = 25600;
export const WORD_SHAPES: usize = 29696;
export const NEIGHBOURS: usize = 32768;
export const LONG_QUERIES: usize = 50176;

/** Words of a chunk, and parts of a long word that are looked up at once. */
export const CHUNK_WORDS: usize = 1024;
/** Words that are looked up together. */
export const GROUP_WORDS: usize = 128;
/** Entries that may be written behind the last word end of a chunk, without meaning. */
export const ENDS_PADDING: usize = 80;

/** 2^19 entries of 32 bytes (short-words.ts). */
export const SHORT_WORD_BITS: usize = 19;
export const SHORT_LIST_BYTES: usize = 4 << 20;
/** 2^18 entries of 16 bytes, and 2^15 words of bits (long-words.ts). */
export const LONG_WORD_BITS: usize = 18;
export const SEEN_WORD_BITS: usize = 15;
export const LONG_ARENA_BYTES: usize = 16 << 20;

export let shortWords: usize = 0;
export let shortLists: usize = 0;
export let longWords: usize = 0;
export let longArena: usize = 0;
export let seenWords: usize = 0;
export let bytePairKeys: usize = 0;
export let partialCharacters: usize = 0;
export let forbiddenTokens: usize = 0;
export let workspace: usize = 0;

/** Word of the image's header. */
export function header(word: u32): u32 {
  return load<u32>(HEADER + (word << 2));
}

/** Makes the memory reach up to an address. @returns whether it could */
export function reserve(end: usize): bool {
  const pages = <i32>((<u64>end + 65535) >> 16) - memory.size();
  return pages <= 0 || memory.grow(pages) >= 0;
}

/** Lays out what stands behind the image. @returns whether there is memory for it */
export function layOut(): bool {
  shortWords = alignUp(max(header(IMAGE_END_WORD), HEADER + HEADER_BYTES));
  shortLists = shortWords + ((<usize>32) << SHORT_WORD_BITS);
  longWords = shortLists + SHORT_LIST_BYTES;
  longArena = longWords + ((<usize>16) << LONG_WORD_BITS);
  seenWords = longArena + LONG_ARENA_BYTES;
  bytePairKeys = seenWords + ((<usize>4) << SEEN_WORD_BITS);
  partialCharacters = bytePairKeys + 65536 * 8;
  forbiddenTokens = partialCharacters + 65536 / 8;
  workspace = alignUp(forbiddenTokens + (header(TOKEN_COUNT_WORD) >> 3) + 8);
  return reserve(workspace + WORKSPACE_BYTES);
}

export function alignUp(address: usize): usize {
  return (address + 63) & ~63;
}
