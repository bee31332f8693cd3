import { cutWide, hasWideCharacters } from "./cjk-cuts.ts";
import { findLongWord } from "./long-words.ts";
import { CHUNK_WORDS, PARTS, SHORT_MASKS, shortWords } from "./memory.ts";
import { failure } from "./misses.ts";
import { nextBoundary, walkWord } from "./provenance.ts";
import { COUNT_BITS, PART, WORD_BYTES, findShortWord, slotOf, tokenCount } from "./short-words.ts";
import { areCharacters } from "./symbols.ts";
import { takesWholeWords } from "./whole-words.ts";

const PARTS_END: usize = PARTS + (CHUNK_WORDS << 2);

/**
 * Tokens of the words that end at the addresses from `ends` to `endsEnd`, the first of which begins at `start`.
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
  const part = areParts && takesWholeWords ? PART : 0;
  const table = shortWords;
  while (ends < endsEnd) {
    const boundary = nextBoundary;
    while (ends < endsEnd) {
      const end: usize = load<u32>(ends);
      const length = end - start;
      if (length > <usize>WORD_BYTES || boundary < end) break;
      const low = load<u64>(start) & load<u64>(length << 4, SHORT_MASKS);
      const high = (load<u64>(start, 8) & load<u64>(length << 4, SHORT_MASKS + 8)) | ((<u64>length) << 56) | part;
      const entry = table + slotOf(low, high);
      const found = load<u64>(entry, 8);
      if ((load<u64>(entry) ^ low) | ((found ^ high) << COUNT_BITS)) break;
      v128.store(output, v128.load(entry, 16));
      output += (<usize>tokenCount(found)) << 2;
      start = end;
      ends += 4;
    }
    if (ends >= endsEnd) break;
    const end: usize = load<u32>(ends);
    output = lookUpWord(start, end, areParts, output);
    start = end;
    ends += 4;
  }
  return output;
}

/** Tokens of any word, and its boundaries. @returns the address behind its tokens */
export function lookUpWord(start: usize, end: usize, areParts: bool, output: usize): usize {
  const behind =
    <u32>(end - start) <= WORD_BYTES
      ? findShortWord(start, end, areParts && takesWholeWords, output)
      : lookUpLongWord(start, end, areParts, output);
  if (nextBoundary < end) walkWord(start, end, output, behind);
  return behind;
}

/**
 * A word of sixteen bytes or more. One of wide characters (Chinese words may be as long as a sentence) is looked up in parts, if it can be cut.
 *
 * @returns the address behind its tokens
 */
function lookUpLongWord(start: usize, end: usize, isPart: bool, output: usize): usize {
  if (isPart || areCharacters || !hasWideCharacters(start, end)) return findLongWord(start, end, isPart, output);
  let ends = cutWide(start, end, PARTS, PARTS_END);
  if (load<u32>(PARTS) == <u32>end) return findLongWord(start, end, false, output);
  while (true) {
    output = lookUpWords(start, PARTS, ends, true, output);
    start = load<u32>(ends - 4);
    if (start == end || failure) return output;
    ends = cutWide(start, end, PARTS, PARTS_END);
  }
}
