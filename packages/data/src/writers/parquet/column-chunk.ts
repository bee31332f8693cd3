import type { ColumnDefinition, ShardRow } from "@turnwise/core";
import { isList, physicalType } from "./column-type.ts";
import type { ColumnDictionary } from "./column-dictionary.ts";
import { columnValues, type ColumnValues } from "./column-values.ts";
import { writeIndexes } from "./dictionary-indexes.ts";
import { GrowingBytes } from "./growing-bytes.ts";
import { LevelWriter } from "./levels.ts";
import { pathOf } from "./schema.ts";
import { ThriftStruct } from "./thrift-struct.ts";

/** Compresses a page. */
export type Compress = (page: Uint8Array) => Uint8Array;

/** Values of a page before compression, about 1 MiB: what a reader holds at once of each column. */
const PAGE_VALUES = 1 << 18;

const DATA_PAGE = 0;
const DICTIONARY_PAGE = 2;
const PLAIN = 0;
const RLE = 3;
const RLE_DICTIONARY = 8;
const ZSTD = 6;

/** What the footer says of a column chunk, its place in the file apart. */
export interface ChunkSummary {
  /** Bytes of the dictionary that comes first; null where there is none. */
  readonly dictionary: number | null;
  readonly levels: number;
  readonly uncompressed: number;
  readonly compressed: number;
}

/** A column chunk as it stands in a file. */
export interface WrittenChunk {
  readonly bytes: readonly Uint8Array[];
  readonly summary: ChunkSummary;
}

/** What the footer says of a chunk that begins at `offset` of the file. */
export function chunkMetadata(
  definition: ColumnDefinition,
  { dictionary, levels, uncompressed, compressed }: ChunkSummary,
  offset: number,
): ThriftStruct {
  const metadata = new ThriftStruct()
    .int32(1, physicalType(definition.type).type)
    .integers(2, dictionary !== null ? [PLAIN, RLE, RLE_DICTIONARY] : [PLAIN, RLE])
    .texts(3, pathOf(definition))
    .int32(4, ZSTD)
    .int64(5, levels)
    .int64(6, uncompressed)
    .int64(7, compressed)
    .int64(9, offset + (dictionary ?? 0));
  return dictionary === null ? metadata : metadata.int64(11, offset);
}

/**
 * One column of a row group. Nothing in it is null, so its levels say only where lists begin and which are empty:
 *
 * ```
 * rows         [7, 8]   []   [9]
 * values        7  8         9
 * repetition    0  1    0    0        0: a row begins
 * definition    3  3    1    3        3: a value is there, 1: the list is empty
 * ```
 *
 * A column whose values are all the same (an attention mask) is a dictionary of one entry and runs of its index; texts and ids are
 * dictionaries, too, where that is shorter.
 */
export class ColumnChunk {
  readonly #compress: Compress;
  readonly #values: ColumnValues;
  readonly #page = new GrowingBytes();
  readonly #isList: boolean;
  #rows = 0;
  /** Of each row of a list column the number of its values; in others each has one. */
  #lengths: number[] = [];

  constructor(definition: ColumnDefinition, compress: Compress) {
    this.#compress = compress;
    this.#values = columnValues(definition.type);
    this.#isList = isList(definition.type);
  }

  append(value: ShardRow[number]): void {
    this.#values.append(value);
    if (typeof value === "object") this.#lengths.push(value.length);
    this.#rows++;
  }

  /** Writes the chunk, and starts a new one. */
  finish(): WrittenChunk {
    const bytes: Uint8Array[] = [];
    let uncompressed = 0;
    let compressed = 0;
    const send = (header: ThriftStruct, page: Uint8Array, pageLength: number): void => {
      const head = header.toBytes();
      bytes.push(head, page);
      uncompressed += head.length + pageLength;
      compressed += head.length + page.length;
    };
    const dictionary = this.#values.dictionary();
    if (dictionary !== null) this.#sendDictionary(send, dictionary);
    const dictionaryBytes = compressed;
    let levels = 0;
    for (let row = 0, value = 0; row < this.#rows;) {
      const page = this.#pageFrom(row);
      this.#sendPage(send, row, page, value, dictionary);
      levels += page.levels;
      row = page.end;
      value += page.values;
    }
    this.#values.clear();
    this.#lengths = [];
    this.#rows = 0;
    const summary = { dictionary: dictionary === null ? null : dictionaryBytes, levels, uncompressed, compressed };
    return { bytes, summary };
  }

  /** The rows from `start` on that fill a page: their end, values and levels (an empty list has one, too). */
  #pageFrom(start: number): { readonly end: number; readonly values: number; readonly levels: number } {
    if (!this.#isList) {
      const end = Math.min(start + PAGE_VALUES, this.#rows);
      return { end, values: end - start, levels: end - start };
    }
    let values = 0;
    let empty = 0;
    let end = start;
    for (; end < this.#lengths.length && values < PAGE_VALUES; end++) {
      const length = this.#lengths[end] ?? 0;
      values += length;
      if (length === 0) empty++;
    }
    return { end, values, levels: values + empty };
  }

  #sendDictionary(
    send: (header: ThriftStruct, page: Uint8Array, pageLength: number) => void,
    dictionary: ColumnDictionary,
  ): void {
    this.#page.clear();
    dictionary.write(this.#page);
    const page = this.#page.written();
    const packed = this.#compress(page);
    const header = new ThriftStruct()
      .int32(1, DICTIONARY_PAGE)
      .int32(2, page.length)
      .int32(3, packed.length)
      .struct(7, new ThriftStruct().int32(1, dictionary.size).int32(2, PLAIN));
    send(header, packed, page.length);
  }

  #sendPage(
    send: (header: ThriftStruct, page: Uint8Array, pageLength: number) => void,
    start: number,
    { end, values, levels }: { readonly end: number; readonly values: number; readonly levels: number },
    firstValue: number,
    dictionary: ColumnDictionary | null,
  ): void {
    this.#page.clear();
    this.#writeLevels(start, end);
    if (dictionary === null) this.#values.write(this.#page, firstValue, firstValue + values);
    else writeIndexes(this.#page, dictionary.indexes, firstValue, firstValue + values);
    const page = this.#page.written();
    const packed = this.#compress(page);
    const header = new ThriftStruct()
      .int32(1, DATA_PAGE)
      .int32(2, page.length)
      .int32(3, packed.length)
      .struct(
        5,
        new ThriftStruct()
          .int32(1, levels)
          .int32(2, dictionary !== null ? RLE_DICTIONARY : PLAIN)
          .int32(3, RLE)
          .int32(4, RLE),
      );
    send(header, packed, page.length);
  }

  #writeLevels(start: number, end: number): void {
    if (!this.#isList) {
      const definition = new LevelWriter(this.#page);
      definition.run(1, end - start);
      definition.finish();
      return;
    }
    const lengths = this.#lengths.slice(start, end);
    const repetition = new LevelWriter(this.#page);
    for (const length of lengths) {
      repetition.run(0, 1);
      repetition.run(1, Math.max(0, length - 1));
    }
    repetition.finish();
    const definition = new LevelWriter(this.#page);
    for (const length of lengths) definition.run(length === 0 ? 1 : 3, Math.max(1, length));
    definition.finish();
  }
}
