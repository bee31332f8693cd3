import { reserve } from "./memory.ts";
import { lowestLane } from "./merge.ts";
import { NO_RANK, mergedToken, rankOf } from "./pairs.ts";
import { writeSymbols } from "./symbols.ts";

/** Where `mergeLongWord` left the symbols. */
export let longSymbols: usize = 0;

let merged: usize = 0;
let previous: usize = 0;
let next: usize = 0;
let ranks: usize = 0;

/**
 * Merges a word of any length in O(n log n). Symbols are linked, and stay where their first byte was; the pair of lowest rank is found in a
 * tree of minima, sixteen to one, whose leaves are the ranks of the pairs that begin at each place.
 *
 * ```
 * scratch   symbols │ merged ids │ previous │ next │ ranks │ their minima │ the minima of these │ …   4 bytes each
 *
 * ranks     │ 9 4 7 … (16) │ 8 8 3 … (16) │ - - 6 … (16) │      NO_RANK up to the next multiple of 16
 * minima    │ 4              3              6 …            │      the leftmost of the lowest is found from the top down
 * ```
 *
 * @returns the number of symbols, -1 if there is no memory for them
 */
export function mergeLongWord(start: usize, end: usize, scratch: usize): i32 {
  const most = alignToSixteen(<u32>(end - start));
  const column = (<usize>most) << 2;
  longSymbols = scratch;
  merged = scratch + column;
  previous = merged + column;
  next = previous + column;
  ranks = next + column;
  // The levels above the ranks are a fifteenth of them, and their padding.
  if (!reserve(ranks + column + (column >> 3) + 1024)) return -1;
  const count = writeSymbols(start, end, longSymbols);
  fillRanks(count);
  const top = buildMinima(count);
  while (true) {
    const place = lowestPlace(top);
    if (place < 0) break;
    mergeAt(place, count);
  }
  let left: u32 = 0;
  for (let place: u32 = 0; place < count; place = load<u32>(next + (place << 2))) {
    store<u32>(longSymbols + (left << 2), load<u32>(longSymbols + (place << 2)));
    left++;
  }
  return left;
}

function alignToSixteen(count: u32): u32 {
  return (count + 15) & ~15;
}

function fillRanks(count: u32): void {
  const padded = alignToSixteen(count);
  for (let place: u32 = 0; place < padded; place++) {
    store<i32>(previous + (place << 2), <i32>place - 1);
    store<u32>(next + (place << 2), place + 1);
    store<u32>(ranks + (place << 2), NO_RANK);
  }
  for (let place: u32 = 0; place + 1 < count; place++) setRank(place, place + 1);
}

function setRank(left: u32, right: u32): void {
  const rank = rankOf(load<u32>(longSymbols + (left << 2)), load<u32>(longSymbols + (right << 2)));
  store<u32>(merged + (left << 2), mergedToken);
  store<u32>(ranks + (left << 2), rank);
}

/** Levels lie one behind the other, each padded to sixteen. @returns the number of places of the topmost level's one group */
function buildMinima(count: u32): u32 {
  let level = ranks;
  let size = alignToSixteen(count);
  while (size > 16) {
    const above = level + ((<usize>size) << 2);
    const groups = size >> 4;
    const padded = alignToSixteen(groups);
    for (let group: u32 = 0; group < padded; group++) {
      store<i32>(above + (group << 2), group < groups ? lowestOfGroup(level + ((<usize>group) << 6)) : <i32>NO_RANK);
    }
    level = above;
    size = padded;
  }
  topLevel = level;
  return alignToSixteen(count);
}

let topLevel: usize = 0;

function lowestOfGroup(group: usize): i32 {
  const left = i32x4.min_s(v128.load(group), v128.load(group, 16));
  const right = i32x4.min_s(v128.load(group, 32), v128.load(group, 48));
  return lowestLane(i32x4.min_s(left, right));
}

/** Place in a group of sixteen where the lowest rank stands first. */
function firstPlace(group: usize, rank: i32): u32 {
  const wanted = i32x4.splat(rank);
  const left = i16x8.narrow_i32x4_s(i32x4.eq(v128.load(group), wanted), i32x4.eq(v128.load(group, 16), wanted));
  const right = i16x8.narrow_i32x4_s(i32x4.eq(v128.load(group, 32), wanted), i32x4.eq(v128.load(group, 48), wanted));
  return ctz(i8x16.bitmask(i8x16.narrow_i16x8_s(left, right)));
}

/** Goes down from the top; -1 if nothing merges. */
function lowestPlace(bottomSize: u32): i32 {
  const rank = lowestOfGroup(topLevel);
  if (rank == <i32>NO_RANK) return -1;
  let place = firstPlace(topLevel, rank);
  let level = topLevel;
  while (level != ranks) {
    level = levelBelow(level, bottomSize);
    place = (place << 4) | firstPlace(level + ((<usize>place) << 6), rank);
  }
  return place;
}

/** Sizes follow from the lowest level's; there are at most five levels. */
function levelBelow(level: usize, bottomSize: u32): usize {
  let below = ranks;
  let size = bottomSize;
  while (true) {
    const above = below + ((<usize>size) << 2);
    if (above == level) return below;
    below = above;
    size = alignToSixteen(size >> 4);
  }
}

function mergeAt(place: u32, count: u32): void {
  const taken = load<u32>(next + (place << 2));
  const behind = load<u32>(next + (taken << 2));
  store<u32>(longSymbols + (place << 2), load<u32>(merged + (place << 2)));
  store<u32>(next + (place << 2), behind);
  store<u32>(ranks + (taken << 2), NO_RANK);
  if (behind < count) {
    store<u32>(previous + (behind << 2), place);
    setRank(place, behind);
  } else store<u32>(ranks + (place << 2), NO_RANK);
  updateMinima(taken, count);
  updateMinima(place, count);
  const before = load<i32>(previous + (place << 2));
  if (before >= 0) {
    setRank(before, place);
    updateMinima(before, count);
  }
}

function updateMinima(place: u32, count: u32): void {
  let level = ranks;
  let size = alignToSixteen(count);
  while (size > 16) {
    const lowest = lowestOfGroup(level + ((<usize>place >> 4) << 6));
    place >>= 4;
    level += (<usize>size) << 2;
    if (load<i32>(level + (place << 2)) == lowest) return;
    store<i32>(level + (place << 2), lowest);
    size = alignToSixteen(size >> 4);
  }
}
