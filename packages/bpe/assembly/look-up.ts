import { SHORT_MASKS, shortWords } from "./memory.ts";
import { lookUpLongWord } from "./long-words.ts";
import { nextBoundary, walkWord } from "./provenance.ts";
import { PART, WORD_BYTES, findFurther, slotOf, writeList } from "./short-words.ts";
import { takesWholeWords } from "./whole-words.ts";

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
      const high = (load<u64>(start, 8) & load<u64>(masks, 8)) | ((<u64>length << 56) | part);
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
