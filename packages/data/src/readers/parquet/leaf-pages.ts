import type { DecodedArray } from "hyparquet";
import type { parquetHeader as readHeader, readPage as decodePage } from "hyparquet/src/column.js";
import type { convert as convertValues } from "hyparquet/src/convert.js";
import { crc32 } from "node:zlib";
import type { RandomAccess } from "@turnwise/core";
import { checkPage } from "./check-page.ts";

/** Pages above this are refused: they are unpacked as a whole. */
const LARGEST_PAGE = 512 << 20;
/** More values than writers put into a page, and few enough to hold. */
const MOST_VALUES = 1 << 24;
const FIRST_WINDOW = 1 << 16;
const LARGEST_HEADER = 16 << 20;

/** What decodes pages: inner modules of hyparquet, whose public functions read whole row groups. */
export interface PageDecoder {
  readonly parquetHeader: typeof readHeader;
  readonly readPage: typeof decodePage;
  readonly convert: typeof convertValues;
}

type ColumnDecoder = Parameters<typeof decodePage>[2];
type DataReader = Parameters<typeof decodePage>[0];
type PageHeader = ReturnType<typeof readHeader>;

/** One column chunk: the values of one leaf of the schema in one row group. */
export interface LeafSettings {
  readonly file: RandomAccess;
  readonly decoder: PageDecoder;
  /** Of unpacked pages. */
  readonly column: ColumnDecoder;
  /** Unpacks a page into as many bytes as its header names. */
  readonly unpack: (bytes: Uint8Array, size: number) => Uint8Array;
  /** `[start, end)` in the file, in bytes. */
  readonly start: number;
  readonly end: number;
  /** Whether a row can hold several values, and so go on in the next page. */
  readonly repeats: boolean;
}

/** Reads one leaf of a row group page by page, so that no more than a page of it is in memory. */
export class LeafPages {
  readonly #settings: LeafSettings;
  /** Where the next page begins in the file. */
  #offset: number;
  #dictionary: DecodedArray | undefined;
  #rows: unknown[] = [];
  #taken = 0;
  #window: Uint8Array = new Uint8Array();
  #windowStart = 0;

  constructor(settings: LeafSettings) {
    this.#settings = settings;
    this.#offset = settings.start;
  }

  /** Where the page begins that is read next, in the file. */
  get offset(): number {
    return this.#offset;
  }

  /** Rows that are complete. The last may go on in the next page. */
  get available(): number {
    const isOpen = this.#settings.repeats && !this.#isAtEnd();
    return Math.max(0, this.#rows.length - this.#taken - (isOpen ? 1 : 0));
  }

  /** Takes complete rows out. */
  take(count: number): unknown[] {
    const taken = this.#rows.slice(this.#taken, this.#taken + count);
    this.#taken += count;
    return taken;
  }

  /** Reads pages until a row is complete; false at the end. @throws what is wrong with a page */
  async fill(): Promise<boolean> {
    while (this.available === 0) {
      if (this.#isAtEnd()) return false;
      await this.#nextPage();
    }
    return true;
  }

  #isAtEnd(): boolean {
    return this.#offset >= this.#settings.end;
  }

  async #nextPage(): Promise<void> {
    const { decoder, column, repeats } = this.#settings;
    const { header, headerLength } = await this.#header();
    const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header;
    checkSize("packed size", packed, this.#settings.end - this.#offset - headerLength);
    checkSize("size", unpacked, LARGEST_PAGE);
    const values = header.data_page_header ?? header.data_page_header_v2 ?? header.dictionary_page_header;
    checkSize("number of values", values?.num_values ?? 0, MOST_VALUES);
    const page = await this.#bytes(this.#offset + headerLength, packed);
    if (header.crc !== undefined && crc32(page) !== header.crc >>> 0) throw new Error("its checksum is another");
    this.#offset += headerLength + packed;
    const { reader, header: plain } = this.#unpack(page, header);
    if (header.type === "DICTIONARY_PAGE") {
      const { data } = decoder.readPage(reader, plain, column, undefined, undefined, 0);
      if (data !== undefined) this.#dictionary = decoder.convert(data, column);
      return;
    }
    if (header.type === "INDEX_PAGE" || values?.num_values === 0) return;
    this.#rows = this.#rows.slice(this.#taken);
    this.#taken = 0;
    const open = repeats ? this.#rows.splice(-1) : [];
    const { data = [] } = decoder.readPage(reader, plain, column, this.#dictionary, repeats ? open : undefined, 0);
    for (const value of data) this.#rows.push(value);
  }

  /** A page as if it had been written without packing, and checked. */
  #unpack(page: Uint8Array, header: PageHeader): { readonly reader: DataReader; readonly header: PageHeader } {
    const { column, unpack } = this.#settings;
    const second = header.data_page_header_v2;
    const levels =
      second === undefined ? 0 : second.repetition_levels_byte_length + second.definition_levels_byte_length;
    checkSize("size of levels", levels, Math.min(page.length, header.uncompressed_page_size));
    const isPacked = second === undefined || second.is_compressed !== false;
    const body = isPacked
      ? unpack(page.subarray(levels), header.uncompressed_page_size - levels)
      : page.subarray(levels);
    const bytes = levels === 0 ? body : joined(page.subarray(0, levels), body);
    if (header.type === "DATA_PAGE" || header.type === "DATA_PAGE_V2")
      checkPage(bytes, header, column.schemaPath, column.type === "BOOLEAN");
    return {
      reader: { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 },
      header: {
        ...header,
        compressed_page_size: bytes.length,
        uncompressed_page_size: bytes.length,
        ...(second && { data_page_header_v2: { ...second, is_compressed: false } }),
      },
    };
  }

  async #header(): Promise<{ readonly header: PageHeader; readonly headerLength: number }> {
    const left = this.#settings.end - this.#offset;
    for (let length = Math.min(left, FIRST_WINDOW); ; length = Math.min(left, length * 4)) {
      const bytes = await this.#bytes(this.#offset, length);
      const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
      try {
        return { header: this.#settings.decoder.parquetHeader(reader), headerLength: reader.offset };
      } catch (error) {
        if (length >= Math.min(left, LARGEST_HEADER)) throw error;
      }
    }
  }

  /** Bytes of the file, out of a window that is read ahead. */
  async #bytes(start: number, length: number): Promise<Uint8Array> {
    const from = start - this.#windowStart;
    if (from < 0 || from + length > this.#window.length) {
      const end = Math.min(this.#settings.end, start + Math.max(length, FIRST_WINDOW));
      this.#window = await this.#settings.file.read(start, end);
      this.#windowStart = start;
    }
    const at = start - this.#windowStart;
    return this.#window.subarray(at, at + length);
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

function checkSize(what: string, found: number, most: number): void {
  if (Number.isInteger(found) && found >= 0 && found <= most) return;
  const cure = found > most && most >= MOST_VALUES ? ". Write the file again with smaller pages" : "";
  throw new Error(`its ${what} is ${found}, where at most ${most} is possible${cure}`);
}
