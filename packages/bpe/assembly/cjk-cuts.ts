import { TOKEN_BYTES_TABLE, TOKEN_COUNT_WORD, TOKEN_LENGTHS_TABLE, TOKEN_OFFSETS_TABLE } from "../src/kernel/layout.ts";
import { codePointAt, widthOf } from "./characters.ts";
import { header, partialCharacters } from "./memory.ts";
import { mayBeNeighbours } from "./neighbours.ts";
import { areCharacters } from "./symbols.ts";

/**
 * Marks the characters of three bytes beside which a token may begin or end in the middle of a character. They are some hundred; between
 * all others one look at the filter answers instead of nine.
 *
 * ```
 * token  E5 A5 BD E5 90      holds E5A5BD whole, and the begin of E590xx      E5A5BD is marked
 * ```
 */
export function startCuts(): void {
  if (areCharacters) return;
  memory.fill(partialCharacters, 0, 65536 / 8);
  const offsets: usize = header(TOKEN_OFFSETS_TABLE);
  const lengths: usize = header(TOKEN_LENGTHS_TABLE);
  const bytes: usize = header(TOKEN_BYTES_TABLE);
  const count: usize = header(TOKEN_COUNT_WORD);
  for (let id: usize = 0; id < count; id++) {
    if (load<u16>(lengths + (id << 1)) == 0) continue;
    const begin = bytes + load<u32>(offsets + (id << 2));
    const end = bytes + load<u32>(offsets + (id << 2), 4);
    for (let middle = begin + 1; middle < end; middle++) {
      if ((load<u8>(middle) & 0xf0) == 0xe0) markAround(begin, middle, end);
    }
  }
}

/** A token's bytes from `begin` to `end`, with a character of three bytes that begins at `middle`. */
function markAround(begin: usize, middle: usize, end: usize): void {
  let left = middle - 1;
  while (left > begin && middle - left < 3 && isContinuation(left)) left--;
  const isLeftWhole = middle - left == 3 && (load<u8>(left) & 0xf0) == 0xe0;
  const isRightWhole = end - middle >= 3;
  if (isLeftWhole && !isRightWhole) mark(codePointAt(left, load<u8>(left)), 1);
  if (!isLeftWhole && isContinuation(left)) {
    const lead = (<u32>load<u8>(middle) & 15) << 12;
    const isKnown = end - middle >= 2 && isContinuation(middle + 1);
    if (isRightWhole) mark(codePointAt(middle, load<u8>(middle)), 1);
    else if (isKnown) mark(lead | ((<u32>load<u8>(middle, 1) & 63) << 6), 64);
    else mark(lead, 4096);
  }
}

function isContinuation(address: usize): bool {
  return (load<u8>(address) & 0xc0) == 0x80;
}

function mark(first: u32, count: u32): void {
  for (let character = first & 0xffff; count > 0; character++, count--) {
    const byte = partialCharacters + (character >> 3);
    store<u8>(byte, load<u8>(byte) | ((<u8>1) << (<u8>(character & 7))));
  }
}

function isMarked(bytes: u32): bool {
  const character = ((bytes >> 4) & 0xf000) | ((bytes >> 2) & 0xfc0) | (bytes & 63);
  return ((load<u8>(partialCharacters + (character >> 3)) >> (character & 7)) & 1) != 0;
}

/** Whether the text holds a byte of a character of three bytes or more. */
export function hasWideCharacters(start: usize, end: usize): bool {
  for (; start + 16 <= end; start += 16) {
    if (i8x16.bitmask(i8x16.ge_u(v128.load(start), i8x16.splat(<i8>0xe0)))) return true;
  }
  for (; start < end; start++) if (load<u8>(start) >= 0xe0) return true;
  return false;
}

/**
 * Writes the ends of parts of a word of a byte-level model, up to `limit`: it can be cut between two characters of three bytes which no
 * token reaches across. The last end is the word's.
 *
 * Whether there is a cut is hard to guess: an end is written before every character, and counts only where there is one.
 *
 * @returns the address behind the last end
 */
export function cutWide(position: usize, end: usize, ends: usize, limit: usize): usize {
  while (position < end) {
    // Up to the first character of three bytes in a row.
    const lead: u32 = load<u8>(position);
    if ((lead & 0xf0) != 0xe0) {
      position += widthOf(lead);
      continue;
    }
    let leftBytes = bytesOf(position);
    let isLeftMarked = isMarked(leftBytes);
    position += 3;
    while (position < end && (load<u8>(position) & 0xf0) == 0xe0) {
      const rightBytes = bytesOf(position);
      const isRightMarked = isMarked(rightBytes);
      let isCut = <usize>!mayBeNeighbours(leftBytes, rightBytes);
      if (isLeftMarked | isRightMarked) isCut &= <usize>!reachesAcross(leftBytes, rightBytes);
      store<u32>(ends, <u32>position);
      ends += isCut << 2;
      if (ends >= limit) return ends;
      leftBytes = rightBytes;
      isLeftMarked = isRightMarked;
      position += 3;
    }
  }
  store<u32>(ends, <u32>end);
  return ends + 4;
}

/** A character of three bytes, as a number in big endian. */
function bytesOf(position: usize): u32 {
  return bswap<u32>(load<u32>(position)) >> 8;
}

/** Whether some token holds an end of the left character, and a begin of the right one, not both whole. */
function reachesAcross(left: u32, right: u32): bool {
  for (let leftMask: u32 = 0xffffff; leftMask; leftMask >>= 8) {
    for (let shift: u32 = 0; shift < 24; shift += 8) {
      if (mayBeNeighbours(left & leftMask, right >> shift)) return true;
    }
  }
  return false;
}
