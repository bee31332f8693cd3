import { cutWide, hasWideCharacters } from "./cjk-cuts.ts";
import { findLongWord } from "./long-words.ts";
import { CHUNK_WORDS, PARTS, SHORT_MASKS, shortWords } from "./memory.ts";
import { failure } from "./misses.ts";
import { nextBoundary, walkWord } from "./provenance.ts";
import { PART, WORD_BYTES, findFurther, slotOf, writeList } from "./short-words.ts";
import { areCharacters } from "./symbols.ts";
import { takesWholeWords } from "./whole-words.ts";

const PARTS_END: usize = PARTS + (CHUNK_WORDS << 2);

/**
 * Tokens of the words that end at the addresses from `ends` to `endsEnd`, the first of which begins at `start`.
 *
 * What is done for almost every word has no branch that could be guessed wrongly: sixteen bytes are read and masked whatever the length,
 * four tokens are written whatever their number. Reading and writing too much is harmless: TEXT_PADDING and OUTPUT_PADDING are there, and
 * the next word's tokens are written over what is too much.
 *
 * @param areParts they are parts of words
 * @returns the address behind the last token
 */
export function lookUpWords(start: usize, ends: usize, endsEnd: usize, areParts: bool, output: usize): usize {
  const part = areParts && takesWholeWords ? PART : 0;
  const table = shortWords;
  let boundary = nextBoundary;
  for (; ends < endsEnd; ends += 4) {
    const end: usize = load<u32>(ends);
    const length = <u32>(end - start);
    const before = output;
    if (length <= WORD_BYTES) {
      const masks = SHORT_MASKS + (length << 4);
      const low = load<u64>(start) & load<u64>(masks);
      const high = (load<u64>(start, 8) & load<u64>(masks, 8)) | (((<u64>length) << 56) | part);
      const entry = table + slotOf(low, high);
      if (((load<u64>(entry) ^ low) | (load<u64>(entry, 8) ^ high)) == 0) {
        v128.store(output, v128.and(v128.load(entry, 16), i32x4.splat(0xffffff)));
        const count: usize = load<u8>(entry, 31);
        output += count << 2;
        if (count == 0) output = writeList(entry, output);
      } else output = findFurther(start, end, low, high, output);
    } else {
      output = lookUpLongWord(start, end, areParts, output);
      boundary = nextBoundary;
    }
    if (boundary < end) {
      walkWord(start, end, before, output);
      boundary = nextBoundary;
    }
    start = end;
  }
  return output;
}

/**
 * A word of sixteen bytes or more. One of wide characters (Chinese words may be as long as a sentence) is looked up in parts, if it can be cut.
 *
 * @returns the address behind its tokens
 */
export function lookUpLongWord(start: usize, end: usize, isPart: bool, output: usize): usize {
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
