import {
  ASCII_NEIGHBOURS_TABLE,
  FLAGS_WORD,
  FLAG_CHARACTERS,
  FLAG_SPLIT_SPACES,
  NEIGHBOUR_FILTER_MASK_WORD,
  NEIGHBOUR_FILTER_TABLE,
} from "../src/kernel/layout.ts";
import { codePointAt, widthOf } from "./characters.ts";
import { pairHash } from "./hashes.ts";
import { NEIGHBOURS, header } from "./memory.ts";

let filter: usize = 0;
let filterMask: u32 = 0;
let splitSpaces: bool = false;

export function startNeighbours(): void {
  filter = header(NEIGHBOUR_FILTER_TABLE);
  filterMask = header(NEIGHBOUR_FILTER_MASK_WORD);
  if ((header(FLAGS_WORD) & FLAG_CHARACTERS) == 0) return;
  splitSpaces = (header(FLAGS_WORD) & FLAG_SPLIT_SPACES) != 0;
  memory.copy(NEIGHBOURS, header(ASCII_NEIGHBOURS_TABLE), 128 * 128);
  if (splitSpaces) for (let left: usize = 0; left < 128; left++) store<u8>(NEIGHBOURS + (left << 7) + 0x20, 0);
}

/** Whether some token may hold these two side by side. */
export function mayBeNeighbours(left: u32, right: u32): bool {
  const hash = pairHash(left, right);
  return ((load<u32>(filter + (((hash >> 5) & filterMask) << 2)) >> (hash & 31)) & 1) != 0;
}

/**
 * FLAG_CHARACTERS: writes an end wherever two characters are no neighbours in any token, up to `limit`, and one at the text's end.
 *
 * In ASCII, eight characters a turn: the end is written after each of them, and counts only where there is a cut, so that there is no branch
 * to guess.
 *
 * ```
 * text    T h e ␠ c a t
 * cut     0 0 1 0 0 0 .        not NEIGHBOURS[left << 7 | right]
 * ```
 *
 * @returns the address behind the last end
 */
export function cutCharacters(position: usize, end: usize, ends: usize, limit: usize): usize {
  while (ends < limit) {
    if (position + 8 < end) {
      const lefts = load<u64>(position);
      const rights = load<u64>(position, 1);
      if (((lefts | rights) & 0x8080808080808080) == 0) {
        for (let i: u64 = 0; i < 8; i++) {
          const pair = ((<usize>(lefts >> (i << 3)) & 0x7f) << 7) | (<usize>(rights >> (i << 3)) & 0x7f);
          store<u32>(ends, <u32>(position + <usize>i + 1));
          ends += (<usize>(load<u8>(NEIGHBOURS + pair) ^ 1)) << 2;
        }
        position += 8;
        continue;
      }
    }
    const lead: u32 = load<u8>(position);
    const next = position + widthOf(lead);
    if (next >= end) {
      store<u32>(ends, <u32>end);
      return ends + 4;
    }
    store<u32>(ends, <u32>next);
    ends += isCut(position, lead, next) ? 4 : 0;
    position = next;
  }
  return ends;
}

function isCut(position: usize, lead: u32, next: usize): bool {
  const nextLead: u32 = load<u8>(next);
  if ((lead | nextLead) < 0x80) return load<u8>(NEIGHBOURS + ((lead << 7) | nextLead)) == 0;
  if (splitSpaces && nextLead == 0x20) return true;
  const left = lead < 0x80 ? lead : codePointAt(position, lead);
  return !mayBeNeighbours(left, nextLead < 0x80 ? nextLead : codePointAt(next, nextLead));
}
