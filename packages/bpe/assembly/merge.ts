import { KEYS, MERGED, SYMBOLS } from "./memory.ts";
import { NO_RANK, mergedToken, rankOf, rankOfBytes } from "./pairs.ts";
import { areCharacters } from "./symbols.ts";

/** The longest word that these loops take. */
export const MOST_SYMBOLS: u32 = 64;

const NO_KEY: i32 = 0x7fffffff;

/**
 * Merges the `count` symbols at SYMBOLS, of a word that begins at `start`, leftmost pair of lowest rank first.
 *
 * Nothing is moved: a symbol stays where its first byte was, and which places still hold one is a bit set. KEYS holds the rank of the pair
 * that begins at a place, and the place itself below it, so that the minimum of all keys is the leftmost pair of lowest rank.
 *
 * ```
 * place     0     1     2     3     4
 * SYMBOLS   h     e     l     l     o                alive 11111
 * KEYS      9:0   4:1   7:2   -     -                minimum 4:1, merge "el"
 *
 * SYMBOLS   h     el    .     l     o                alive 11011
 * KEYS      -:0   2:1   -     -     -
 * ```
 *
 * @returns the number of symbols that are left, at SYMBOLS without gaps
 */
export function mergeSymbols(start: usize, count: u32): u32 {
  const last = count - 1;
  const keysEnd = KEYS + (((count + 15) & ~15) << 2);
  for (let keys = KEYS + ((count & ~15) << 2); keys < keysEnd; keys += 16) v128.store(keys, i32x4.splat(NO_KEY));
  for (let place: u32 = 0; place < last; place++) {
    const rank = areCharacters
      ? rankAt(place, place + 1)
      : rankOfBytes(load<u8>(start + place), load<u8>(start + place, 1));
    setKey(place, rank);
  }
  store<i32>(KEYS + (last << 2), NO_KEY);

  let alive = ~(<u64>0) >> (64 - <u64>count);
  while (true) {
    const key = count <= 16 ? lowestOfSixteen(KEYS) : lowest(keysEnd);
    if (key == NO_KEY) break;
    const place = <u32>key & 63;
    let behind = alive & (~(<u64>1) << place);
    const taken = <u32>ctz(behind);
    store<u32>(SYMBOLS + (place << 2), load<u32>(MERGED + (place << 2)));
    store<i32>(KEYS + (taken << 2), NO_KEY);
    behind &= behind - 1;
    alive ^= (<u64>1) << taken;
    if (behind) setKey(place, rankAt(place, <u32>ctz(behind)));
    else store<i32>(KEYS + (place << 2), NO_KEY);
    const before = alive & (((<u64>1) << place) - 1);
    if (before) {
      const previous = 63 - <u32>clz(before);
      setKey(previous, rankAt(previous, place));
    }
  }

  let left: u32 = 0;
  for (; alive; alive &= alive - 1, left++)
    store<u32>(SYMBOLS + (left << 2), load<u32>(SYMBOLS + ((<u32>ctz(alive)) << 2)));
  return left;
}

function rankAt(left: u32, right: u32): u32 {
  return rankOf(load<u32>(SYMBOLS + (left << 2)), load<u32>(SYMBOLS + (right << 2)));
}

function setKey(place: u32, rank: u32): void {
  store<u32>(MERGED + (place << 2), mergedToken);
  store<i32>(KEYS + (place << 2), rank == NO_RANK ? NO_KEY : (rank << 6) | place);
}

function lowestOfSixteen(keys: usize): i32 {
  const left = i32x4.min_s(v128.load(keys), v128.load(keys, 16));
  const right = i32x4.min_s(v128.load(keys, 32), v128.load(keys, 48));
  return lowestLane(i32x4.min_s(left, right));
}

function lowest(keysEnd: usize): i32 {
  let keys = v128.load(KEYS);
  for (let at = KEYS + 16; at < keysEnd; at += 16) keys = i32x4.min_s(keys, v128.load(at));
  return lowestLane(keys);
}

export function lowestLane(lanes: v128): i32 {
  const two = i32x4.min_s(lanes, v128.shuffle<i32>(lanes, lanes, 2, 3, 0, 1));
  return min(i32x4.extract_lane(two, 0), i32x4.extract_lane(two, 1));
}
