import { BYTE_ALPHABET } from "../definition/byte-alphabet.ts";
import { notSupported } from "./refusals.ts";
import type { VocabularyIndex } from "../vocabulary/vocabulary-index.ts";

/** `▁`, which SentencePiece writes for a space. */
export const SPACE_MARK = 0x2581;

/** Bytes that no UTF-8 text holds. */
const isNeverInText = (byte: number): boolean => byte === 0xc0 || byte === 0xc1 || byte > 0xf4;

/**
 * BYTE_TOKENS of a byte-level model: the id of each byte's character.
 *
 * @throws {TurnwiseError} `tokenizer-not-supported` if one is missing: the reference drops such a byte from the text
 */
export function byteLevelTokens(vocabulary: VocabularyIndex): Int32Array {
  return Int32Array.from(BYTE_ALPHABET.entries(), ([byte, character]) => {
    const index = vocabulary.find(character);
    if (index < 0 && !isNeverInText(byte))
      throw notSupported(`its vocabulary has no token for the byte ${nameOf(byte)}`);
    return index < 0 ? -1 : vocabulary.id(index);
  });
}

/** Indexes in the vocabulary of `<0x00>` … `<0xFF>`, -1 where there is none. */
export function byteFallbackIndexes(vocabulary: VocabularyIndex): Int32Array {
  return Int32Array.from({ length: 256 }, (_, byte) => vocabulary.find(`<${nameOf(byte)}>`));
}

/**
 * BYTE_TOKENS of a model of characters: the ids of `<0x00>` … `<0xFF>`.
 *
 * @throws {TurnwiseError} `tokenizer-not-supported` if one is missing: unknown characters would be an unknown token
 */
export function byteFallbackTokens(vocabulary: VocabularyIndex): Int32Array {
  return byteFallbackIndexes(vocabulary).map((index, byte) => {
    if (index < 0 && !isNeverInText(byte)) throw notSupported(`its vocabulary has no token <${nameOf(byte)}>`);
    return index < 0 ? -1 : vocabulary.id(index);
  });
}

/**
 * CHARACTER_BLOCKS and CHARACTER_TOKENS: ids of characters in two steps, because few of the 17,408 blocks of 64 hold any. A space has
 * the id of `▁`; `▁` itself has none, because texts hold spaces in its place.
 *
 * ```
 * blocks   │ 1 │ 2 │ 0 │ 0 │ 3 │ …         by code point >>> 6; block 0 is that of no tokens
 * tokens   │ -1 -1 … │ -1 … │ 12 -1 … │    64 ids a block
 * ```
 */
export function characterTokens(vocabulary: VocabularyIndex): {
  readonly blocks: Int32Array;
  readonly tokens: Int32Array;
} {
  const { units, starts, size } = vocabulary;
  const codePoints = new Int32Array(size);
  const blocks = new Int32Array(0x110000 >>> 6);
  for (let index = 0; index < size; index++) {
    const codePoint = onlyCharacter(units, starts[index] ?? 0, starts[index + 1] ?? 0);
    const stored = codePoint === 0x20 ? -1 : codePoint === SPACE_MARK ? 0x20 : codePoint;
    codePoints[index] = stored;
    if (stored >= 0) blocks[stored >>> 6] = 1;
  }
  let blockCount = 1;
  for (let block = 0; block < blocks.length; block++) if (blocks[block] === 1) blocks[block] = blockCount++;
  const tokens = new Int32Array(blockCount * 64).fill(-1);
  codePoints.forEach((codePoint, index) => {
    if (codePoint >= 0) tokens[((blocks[codePoint >>> 6] ?? 0) << 6) | (codePoint & 63)] = vocabulary.id(index);
  });
  return { blocks, tokens };
}

/** The character that these units are, -1 if they are none or several. */
function onlyCharacter(units: Uint16Array, start: number, end: number): number {
  const first = units[start] ?? 0;
  if (end - start === 1) return first >= 0xd800 && first < 0xe000 ? -1 : first;
  if (end - start !== 2 || first < 0xd800 || first >= 0xdc00) return -1;
  const second = units[start + 1] ?? 0;
  return second < 0xdc00 || second >= 0xe000 ? -1 : 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
}

function nameOf(byte: number): string {
  return `0x${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
