import * as layout from "../kernel/layout.ts";

/** Header words that hold the address of a table, and how many bytes the table has at least. */
const TABLES: readonly (readonly [word: number, bytes: (header: Int32Array) => number])[] = [
  [layout.BYTE_CLASSES_TABLE, () => 256],
  [layout.CHARACTER_CLASSES_TABLE, () => 0x110000],
  [layout.TRANSITIONS_TABLE, () => 4],
  [layout.STAGES_TABLE, (header) => 4 * wordOf(header, layout.STAGE_COUNT_WORD)],
  [layout.PAIRS_TABLE, (header) => 8 * countOf(header, layout.PAIR_MASK_WORD)],
  [layout.PAIR_FILTER_TABLE, () => 4 * layout.PAIR_FILTER_WORDS],
  [layout.BYTE_PAIRS_TABLE, () => 4 << 16],
  [layout.BYTE_TOKENS_TABLE, () => 4 << 8],
  [layout.CHARACTER_BLOCKS_TABLE, () => 4 * (0x110000 >>> 6)],
  [layout.CHARACTER_TOKENS_TABLE, () => 4],
  [layout.ASCII_NEIGHBOURS_TABLE, () => 128 * 128],
  [layout.NEIGHBOUR_FILTER_TABLE, (header) => 4 * countOf(header, layout.NEIGHBOUR_FILTER_MASK_WORD)],
  [layout.TOKEN_LENGTHS_TABLE, (header) => 2 * wordOf(header, layout.TOKEN_COUNT_WORD)],
  [layout.TOKEN_OFFSETS_TABLE, (header) => 4 * (wordOf(header, layout.TOKEN_COUNT_WORD) + 1)],
  [layout.TOKEN_BYTES_TABLE, () => 0],
  [layout.WHOLE_WORDS_TABLE, (header) => 4 * countOf(header, layout.WHOLE_WORD_MASK_WORD)],
  [layout.WHOLE_WORD_FILTER_TABLE, () => 4 * layout.WHOLE_WORD_FILTER_WORDS],
  [layout.UNSTABLE_TABLE, () => 0x110000 / 8],
  [layout.ADDED_TOKENS_TABLE, (header) => 12 * wordOf(header, layout.ADDED_TOKEN_NODES_WORD)],
  [layout.NORMALIZED_ADDED_TOKENS_TABLE, (header) => 12 * wordOf(header, layout.NORMALIZED_ADDED_TOKEN_NODES_WORD)],
];

/** Whether the header of an image speaks of nothing outside of it: version, end, and place and size of every table. */
export function checkImage(image: Uint8Array): boolean {
  if (image.length < layout.HEADER_BYTES || image.length % 4 !== 0) return false;
  const header = new Int32Array(Uint8Array.from(image.subarray(0, layout.HEADER_BYTES)).buffer);
  const end = layout.HEADER + image.length;
  if (wordOf(header, layout.VERSION_WORD) !== layout.LAYOUT_VERSION) return false;
  if (wordOf(header, layout.IMAGE_END_WORD) !== end) return false;
  return TABLES.every(([word, bytesOf]) => {
    const table = wordOf(header, word);
    const bytes = bytesOf(header);
    if (table === 0) return true;
    return table % 64 === 0 && table >= layout.HEADER + layout.HEADER_BYTES && bytes >= 0 && table + bytes <= end;
  });
}

/** How many there are by a mask, a power of two less one; -1 if it is none. */
function countOf(header: Int32Array, maskWord: number): number {
  const mask = wordOf(header, maskWord);
  return mask >= 0 && (mask & (mask + 1)) === 0 ? mask + 1 : -1;
}

function wordOf(header: Int32Array, index: number): number {
  return header[index] ?? 0;
}
