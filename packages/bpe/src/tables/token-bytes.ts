import { BYTE_ALPHABET } from "../definition/byte-alphabet.ts";
import type { AddedToken, BytePairModel } from "../definition/tokenizer-definition.ts";
import { brokenModel, notSupported } from "./refusals.ts";
import { MOST_TOKENS } from "../vocabulary/token-list.ts";
import type { VocabularyIndex } from "../vocabulary/vocabulary-index.ts";
import { SPACE_MARK, byteFallbackIndexes } from "./symbol-tokens.ts";

/**
 * What each token stands for, as the decoder would write it.
 *
 * ```
 * id        0     1     2          3 (no token)
 * lengths   │ 1   │ 4   │ 0        │ 0             0: no word gives it
 * offsets   │ 0   │ 1   │ 5        │ 9   │ 9
 * bytes     │ a   │ the␠│ <x>…     │
 * ```
 */
export interface TokenBytes {
  /** One more than the highest id, added tokens included. */
  readonly count: number;
  readonly lengths: Uint16Array;
  readonly offsets: Int32Array;
  readonly bytes: Uint8Array;
}

const MOST_BYTES = 1 << 28;

/** Byte of each UTF-16 unit below U+0144, -1 for those that stand for none. */
const BYTES_OF_UNITS: Int16Array = new Int16Array(0x144).fill(-1);
for (const [byte, character] of BYTE_ALPHABET.entries()) BYTES_OF_UNITS[character.charCodeAt(0)] = byte;

/**
 * In a byte-level model a token with a character outside of the alphabet stands for its own text, as in the `ByteLevel` decoder of
 * `tokenizers`; no word gives it. In one of characters, `<0x0A>` stands for that byte, and `▁` for a space.
 *
 * @throws {TurnwiseError} `broken-model` for an added token without a sensible id
 */
export function buildTokenBytes(
  symbols: BytePairModel["symbols"],
  vocabulary: VocabularyIndex,
  addedTokens: readonly AddedToken[],
): TokenBytes {
  const { units, starts, ids, size } = vocabulary;
  const count = addedTokens.reduce((limit, token) => Math.max(limit, checkedId(token) + 1), vocabulary.idLimit);
  const room = 3 * units.length + addedTokens.reduce((sum, { content }) => sum + 3 * content.length, 0);
  if (room > MOST_BYTES) throw notSupported(`its tokens have about ${room} bytes; the tables hold ${MOST_BYTES}`);
  const indexes = new Int32Array(count).fill(-1);
  for (let index = 0; index < size; index++) indexes[ids[index] ?? 0] = index;
  const contents = new Map(addedTokens.map(({ id, content }) => [id, content]));
  const byteOfIndex = symbols === "characters" ? bytesByIndex(vocabulary) : new Map<number, number>();
  const lengths = new Uint16Array(count);
  const offsets = new Int32Array(count + 1);
  const bytes = new Uint8Array(room);
  const marksAreSpaces = symbols === "characters";
  let end = 0;
  for (let id = 0; id < count; id++) {
    const index = indexes[id] ?? -1;
    const begin = end;
    const byte = index < 0 ? undefined : byteOfIndex.get(index);
    if (byte !== undefined) {
      bytes[end++] = byte;
      lengths[id] = 1;
    } else if (index >= 0) {
      const from = starts[index] ?? 0;
      const to = starts[index + 1] ?? 0;
      end = symbols === "bytes" ? writeByteLevel(bytes, begin, units, from, to) : -1;
      const isMadeOfBytes = end >= 0;
      if (!isMadeOfBytes) end = writeText(bytes, begin, units, from, to, marksAreSpaces);
      if (end < 0) throw brokenModel(`the token ${id} is not well-formed Unicode`);
      if (isMadeOfBytes || symbols === "characters") lengths[id] = end - begin;
    } else {
      const added = unitsOf(contents.get(id) ?? "");
      end = symbols === "bytes" ? writeByteLevel(bytes, begin, added, 0, added.length) : -1;
      if (end < 0) end = writeText(bytes, begin, added, 0, added.length, marksAreSpaces);
      if (end < 0) throw brokenModel(`the added token ${id} is not well-formed Unicode`);
    }
    offsets[id + 1] = end;
  }
  return { count, lengths, offsets, bytes: bytes.subarray(0, end) };
}

function checkedId({ id, content }: AddedToken): number {
  if (!Number.isInteger(id) || id < 0)
    throw brokenModel(`the id of the added token ${JSON.stringify(content)} is ${id}, not a number from 0 on`);
  if (id >= MOST_TOKENS)
    throw notSupported(`the id of ${JSON.stringify(content)} is ${id}; the tables hold ${MOST_TOKENS} tokens`);
  return id;
}

function bytesByIndex(vocabulary: VocabularyIndex): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  byteFallbackIndexes(vocabulary).forEach((index, byte) => {
    if (index >= 0) found.set(index, byte);
  });
  return found;
}

function unitsOf(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}

/** @returns the end of what was written, -1 if a character is none of the alphabet */
function writeByteLevel(bytes: Uint8Array, end: number, units: Uint16Array, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const byte = BYTES_OF_UNITS[units[i] ?? 0] ?? -1;
    if (byte < 0) return -1;
    bytes[end + i - from] = byte;
  }
  return end + to - from;
}

/** @returns the end of what was written, -1 for a lone surrogate */
function writeText(
  bytes: Uint8Array,
  end: number,
  units: Uint16Array,
  from: number,
  to: number,
  marksAreSpaces: boolean,
): number {
  for (let i = from; i < to; i++) {
    let character = units[i] ?? 0;
    if (character < 0x80) {
      bytes[end++] = character;
    } else if (character < 0x800) {
      bytes[end++] = 0xc0 | (character >>> 6);
      bytes[end++] = 0x80 | (character & 63);
    } else if (character < 0xd800 || character >= 0xe000) {
      if (marksAreSpaces && character === SPACE_MARK) {
        bytes[end++] = 0x20;
        continue;
      }
      bytes[end++] = 0xe0 | (character >>> 12);
      bytes[end++] = 0x80 | ((character >>> 6) & 63);
      bytes[end++] = 0x80 | (character & 63);
    } else {
      const low = i + 1 < to ? (units[++i] ?? 0) : 0;
      if (character >= 0xdc00 || low < 0xdc00 || low >= 0xe000) return -1;
      character = 0x10000 + ((character - 0xd800) << 10) + (low - 0xdc00);
      bytes[end++] = 0xf0 | (character >>> 18);
      bytes[end++] = 0x80 | ((character >>> 12) & 63);
      bytes[end++] = 0x80 | ((character >>> 6) & 63);
      bytes[end++] = 0x80 | (character & 63);
    }
  }
  return end;
}
