import { BitFilter } from "./bit-filter.ts";
import { SPACE_MARK } from "./symbol-tokens.ts";
import type { TokenBytes } from "./token-bytes.ts";
import type { VocabularyIndex } from "../vocabulary/vocabulary-index.ts";

/** Characters are neighbours in some hundred thousand pairs; bytes of wide characters in five to thirty thousand. */
const CHARACTER_FILTER_WORDS = 1 << 17;
const BYTE_FILTER_WORDS = 1 << 14;

/** Where `characters` stand side by side in a token that merges can make. */
export interface CharacterNeighbours {
  /** 128 x 128 bytes: 1 at `left << 7 | right`. */
  readonly ascii: Uint8Array;
  /** All others, as code points. */
  readonly filter: BitFilter;
}

/**
 * A text of `characters` can be cut between two characters that no token holds side by side: merges of the left part never look at the
 * right one. Only tokens that some merge makes count, and of these only those without a real space: texts have `▁` for it.
 *
 * ```
 * tokens  "▁the" "ing" "▁a"        neighbours  ␠t th he │ in ng │ ␠a
 * text    "the␠thing"              cuts        the│␠th│ing         (e␠ and hi are no neighbours)
 * ```
 *
 * @param isMade 1 for each index in the vocabulary that some merge makes
 */
export function characterNeighbours(vocabulary: VocabularyIndex, isMade: Uint8Array): CharacterNeighbours {
  const { units, starts, size } = vocabulary;
  const ascii = new Uint8Array(128 * 128);
  const filter = new BitFilter(new Int32Array(CHARACTER_FILTER_WORDS));
  for (let index = 0; index < size; index++) {
    if (isMade[index] === 0) continue;
    const end = starts[index + 1] ?? 0;
    const begin = starts[index] ?? 0;
    if (holds(units, begin, end, 0x20)) continue;
    let left = -1;
    for (let i = begin; i < end; i++) {
      let right = units[i] ?? 0;
      if (right === SPACE_MARK) right = 0x20;
      else if (right >= 0xd800 && right < 0xdc00)
        right = 0x10000 + ((right - 0xd800) << 10) + ((units[++i] ?? 0) - 0xdc00);
      if (left >= 0) {
        if (left < 128 && right < 128) ascii[(left << 7) | right] = 1;
        else filter.add(left, right);
      }
      left = right;
    }
  }
  return { ascii, filter };
}

function holds(units: Uint16Array, start: number, end: number, unit: number): boolean {
  for (let i = start; i < end; i++) if (units[i] === unit) return true;
  return false;
}

/**
 * The same for a byte-level model, between two characters of three bytes (Chinese, Japanese, Korean, Thai, …), whose words are long.
 * A token may begin or end inside of a character, so that the pairs are of the bytes at its sides.
 *
 * ```
 * token  E5 A5 BD E5 90        pair  E5A5BD, E590
 * text   E5 A5 BD│E5 90 8D     cut if none of its nine pairs is there: E5A5BD A5BD BD x E5908D E590 E5
 * ```
 */
export function byteNeighbours({ count, lengths, offsets, bytes }: TokenBytes): BitFilter {
  const filter = new BitFilter(new Int32Array(BYTE_FILTER_WORDS));
  for (let id = 0; id < count; id++) {
    if (lengths[id] === 0) continue;
    const begin = offsets[id] ?? 0;
    const end = offsets[id + 1] ?? 0;
    for (let middle = begin + 1; middle < end; middle++) {
      const lead = bytes[middle] ?? 0;
      if (lead < 0xe0 || lead >= 0xf0) continue;
      const left = endOfCharacter(bytes, begin, middle);
      if (left < 0) continue;
      let right = lead;
      for (let i = middle + 1; i < end && i < middle + 3; i++) right = (right << 8) | (bytes[i] ?? 0);
      filter.add(left, right);
    }
  }
  return filter;
}

/** Up to three bytes before `end`, from `begin` on, which may be the end of a character of three bytes; -1 if they are not. */
function endOfCharacter(bytes: Uint8Array, begin: number, end: number): number {
  let character = 0;
  for (let shift = 0, i = end - 1; i >= begin && shift < 24; shift += 8, i--) {
    const byte = bytes[i] ?? 0;
    character |= byte << shift;
    if ((byte & 0xc0) !== 0x80) return shift === 16 && (byte & 0xf0) === 0xe0 ? character : -1;
  }
  return character;
}
