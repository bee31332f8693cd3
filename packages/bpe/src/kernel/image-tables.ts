import { TurnwiseError } from "@turnwise/core";
import * as layout from "./layout.ts";
import type { PairTable } from "./pair-table.ts";

/** An image's header and tables as typed arrays. */
export interface ImageTables {
  readonly flags: number;
  readonly scanner: ScannerTables | null;
  readonly pairs: PairTable;
  /** Empty with FLAG_CHARACTERS. */
  readonly bytePairs: Int32Array;
  readonly byteTokens: Int32Array;
  /** These three are empty without FLAG_CHARACTERS. */
  readonly characterBlocks: Int32Array;
  readonly characterTokens: Int32Array;
  readonly asciiNeighbours: Uint8Array;
  readonly neighbourFilter: Int32Array;
  readonly tokenCount: number;
  readonly tokenLengths: Uint16Array;
  readonly tokenOffsets: Int32Array;
  readonly tokenBytes: Uint8Array;
  /** Null without FLAG_WHOLE_WORDS. */
  readonly wholeWords: Int32Array | null;
  readonly wholeWordFilter: Int32Array;
  readonly unstable: Int32Array | null;
  readonly imageEnd: number;
}

export interface ScannerTables {
  readonly byteClasses: Uint8Array;
  readonly characterClasses: Uint8Array;
  readonly transitions: Int32Array;
  readonly classShift: number;
  readonly endClass: number;
  readonly starts: Int32Array;
}

/**
 * Reads an image. It is trusted as far as it was made here: who reads one from a file verifies it first.
 *
 * @throws {TurnwiseError} `broken-image` for one of another version or size
 */
export function readImage(image: Uint8Array): ImageTables {
  const source = image.byteOffset % 4 === 0 ? image : image.slice();
  const { buffer, byteOffset } = source;
  const header = new Int32Array(buffer, byteOffset, layout.HEADER_BYTES / 4);
  const word = (index: number): number => header[index] ?? 0;
  if (
    word(layout.VERSION_WORD) !== layout.LAYOUT_VERSION ||
    word(layout.IMAGE_END_WORD) !== layout.HEADER + image.length
  ) {
    throw new TurnwiseError("broken-image", "a tokenizer's tables are of another version or cut off. Make them anew.");
  }
  const place = (table: number): number => byteOffset + word(table) - layout.HEADER;
  const words = (table: number, count: number): Int32Array =>
    word(table) === 0 ? new Int32Array(0) : new Int32Array(buffer, place(table), count);
  const bytes = (table: number, count: number): Uint8Array =>
    word(table) === 0 ? new Uint8Array(0) : new Uint8Array(buffer, place(table), count);
  /** Tables whose length no header word tells: up to the next one. */
  const end = (table: number): number => {
    const starts = TABLES.map(word).filter((address) => address > word(table));
    return Math.min(word(layout.IMAGE_END_WORD), ...starts);
  };
  const extent = (table: number): number => end(table) - word(table);
  const tokenCount = word(layout.TOKEN_COUNT_WORD);
  const tokenOffsets = words(layout.TOKEN_OFFSETS_TABLE, tokenCount + 1);
  return {
    flags: word(layout.FLAGS_WORD),
    scanner:
      word(layout.TRANSITIONS_TABLE) === 0
        ? null
        : {
            byteClasses: bytes(layout.BYTE_CLASSES_TABLE, 256),
            characterClasses: bytes(layout.CHARACTER_CLASSES_TABLE, 0x110000),
            transitions: words(layout.TRANSITIONS_TABLE, extent(layout.TRANSITIONS_TABLE) / 4),
            classShift: word(layout.CLASS_SHIFT_WORD),
            endClass: word(layout.END_CLASS_WORD),
            starts: words(layout.STAGES_TABLE, word(layout.STAGE_COUNT_WORD)),
          },
    pairs: {
      slots: words(layout.PAIRS_TABLE, 2 * (word(layout.PAIR_MASK_WORD) + 1)),
      mask: word(layout.PAIR_MASK_WORD),
      idBits: word(layout.PAIR_ID_BITS_WORD),
      rankBits: word(layout.PAIR_RANK_BITS_WORD),
      filter: words(layout.PAIR_FILTER_TABLE, layout.PAIR_FILTER_WORDS),
    },
    bytePairs: words(layout.BYTE_PAIRS_TABLE, 65_536),
    byteTokens: words(layout.BYTE_TOKENS_TABLE, 256),
    characterBlocks: words(layout.CHARACTER_BLOCKS_TABLE, 0x110000 >>> 6),
    characterTokens: words(layout.CHARACTER_TOKENS_TABLE, extent(layout.CHARACTER_TOKENS_TABLE) / 4),
    asciiNeighbours: bytes(layout.ASCII_NEIGHBOURS_TABLE, 128 * 128),
    neighbourFilter: words(layout.NEIGHBOUR_FILTER_TABLE, word(layout.NEIGHBOUR_FILTER_MASK_WORD) + 1),
    tokenCount,
    tokenLengths:
      word(layout.TOKEN_LENGTHS_TABLE) === 0
        ? new Uint16Array(0)
        : new Uint16Array(buffer, place(layout.TOKEN_LENGTHS_TABLE), tokenCount),
    tokenOffsets,
    tokenBytes: bytes(layout.TOKEN_BYTES_TABLE, tokenOffsets[tokenCount] ?? 0),
    wholeWords:
      word(layout.WHOLE_WORDS_TABLE) === 0
        ? null
        : words(layout.WHOLE_WORDS_TABLE, word(layout.WHOLE_WORD_MASK_WORD) + 1),
    wholeWordFilter: words(layout.WHOLE_WORD_FILTER_TABLE, layout.WHOLE_WORD_FILTER_WORDS),
    unstable: word(layout.UNSTABLE_TABLE) === 0 ? null : words(layout.UNSTABLE_TABLE, 0x110000 >>> 5),
    imageEnd: word(layout.IMAGE_END_WORD),
  };
}

const TABLES: readonly number[] = [
  layout.BYTE_CLASSES_TABLE,
  layout.CHARACTER_CLASSES_TABLE,
  layout.TRANSITIONS_TABLE,
  layout.STAGES_TABLE,
  layout.PAIRS_TABLE,
  layout.PAIR_FILTER_TABLE,
  layout.BYTE_PAIRS_TABLE,
  layout.BYTE_TOKENS_TABLE,
  layout.CHARACTER_BLOCKS_TABLE,
  layout.CHARACTER_TOKENS_TABLE,
  layout.ASCII_NEIGHBOURS_TABLE,
  layout.NEIGHBOUR_FILTER_TABLE,
  layout.TOKEN_LENGTHS_TABLE,
  layout.TOKEN_OFFSETS_TABLE,
  layout.TOKEN_BYTES_TABLE,
  layout.WHOLE_WORDS_TABLE,
  layout.WHOLE_WORD_FILTER_TABLE,
  layout.UNSTABLE_TABLE,
  layout.ADDED_TOKENS_TABLE,
  layout.NORMALIZED_ADDED_TOKENS_TABLE,
];
