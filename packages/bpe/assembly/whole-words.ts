import {
  FLAGS_WORD,
  FLAG_WHOLE_WORDS,
  TOKEN_BYTES_TABLE,
  TOKEN_OFFSETS_TABLE,
  WHOLE_WORDS_TABLE,
  WHOLE_WORD_FILTER_TABLE,
  WHOLE_WORD_FILTER_WORDS,
  WHOLE_WORD_ID_BITS,
  WHOLE_WORD_MASK_WORD,
} from "../src/kernel/layout.ts";
import { bytesHash } from "./hashes.ts";
import { header } from "./memory.ts";

/** Whether a whole word that is a token is taken as it is. */
export let takesWholeWords: bool = false;
let slots: usize = 0;
let slotMask: u32 = 0;
let filter: usize = 0;
let offsets: usize = 0;
let bytes: usize = 0;

export function startWholeWords(): void {
  takesWholeWords = (header(FLAGS_WORD) & FLAG_WHOLE_WORDS) != 0 && header(WHOLE_WORDS_TABLE) != 0;
  slots = header(WHOLE_WORDS_TABLE);
  slotMask = header(WHOLE_WORD_MASK_WORD);
  filter = header(WHOLE_WORD_FILTER_TABLE);
  offsets = header(TOKEN_OFFSETS_TABLE);
  bytes = header(TOKEN_BYTES_TABLE);
}

/** The token of exactly these bytes, -1 if there is none. */
export function findWholeWord(start: usize, end: usize): i32 {
  const length = <u32>(end - start);
  const hash = bytesHash(start, end);
  const bits = load<u32>(filter + (((hash >> 5) & (WHOLE_WORD_FILTER_WORDS - 1)) << 2));
  if (((bits >> (hash & 31)) & 1) == 0) return -1;
  let slot = hash;
  while (true) {
    const found = load<i32>(slots + ((slot++ & slotMask) << 2));
    if (found < 0) return -1;
    if (<u32>found >> WHOLE_WORD_ID_BITS != hash >> 25) continue;
    const token = found & ((1 << WHOLE_WORD_ID_BITS) - 1);
    const offset = offsets + ((<usize>token) << 2);
    const begin = load<u32>(offset);
    if (load<u32>(offset, 4) - begin == length && isEqual(bytes + begin, start, length)) return token;
  }
}

/** Whether the same bytes stand at both addresses. */
export function isEqual(left: usize, right: usize, length: usize): bool {
  for (; length >= 8; length -= 8, left += 8, right += 8) if (load<u64>(left) != load<u64>(right)) return false;
  for (; length > 0; length--, left++, right++) if (load<u8>(left) != load<u8>(right)) return false;
  return true;
}
