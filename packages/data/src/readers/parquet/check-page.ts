import type { SchemaTree } from "hyparquet";
import type { parquetHeader } from "hyparquet/src/column.js";
import { getMaxDefinitionLevel, getMaxRepetitionLevel } from "hyparquet/src/schema.js";

type PageHeader = ReturnType<typeof parquetHeader>;

/**
 * Checks what hyparquet takes in good faith: that no run of levels or of dictionary indexes is longer than the page (Parquet
 * format, Encodings: RLE and bit-packing hybrid), and that delta blocks have a size. A page of a few bytes could else fill the memory.
 *
 * @param page unpacked
 * @throws for a page that would decode to more than its header says
 */
export function checkPage(
  page: Uint8Array,
  header: PageHeader,
  schemaPath: readonly SchemaTree[],
  isBoolean: boolean,
): void {
  const runs = new Runs(page);
  const repetition = widthOf(getMaxRepetitionLevel([...schemaPath]));
  const definition = widthOf(getMaxDefinitionLevel([...schemaPath]));
  const { data_page_header: first, data_page_header_v2: second } = header;
  let offset = 0;
  let known = first?.encoding;
  let count = first?.num_values ?? 0;
  if (second === undefined) {
    if (repetition > 0) offset = runs.checkPrefixed(offset, repetition, count);
    if (definition > 0) offset = runs.checkPrefixed(offset, definition, count);
  } else {
    const { repetition_levels_byte_length: before, definition_levels_byte_length: length } = second;
    known = second.encoding;
    count = second.num_values;
    if (repetition > 0) runs.check(0, before, repetition, count);
    if (definition > 0) runs.check(before, before + length, definition, count);
    offset = before + length;
  }
  if (known === "PLAIN_DICTIONARY" || known === "RLE_DICTIONARY") {
    const width = page[offset] ?? 0;
    if (width > 32) throw new Error(`its dictionary indexes should have ${width} bits`);
    if (width > 0) runs.check(offset + 1, page.length, width, count, true);
  } else if (known === "RLE" && isBoolean) {
    runs.checkPrefixed(offset, 1, count, true);
  } else if (known === "DELTA_BINARY_PACKED" || known === "DELTA_LENGTH_BYTE_ARRAY" || known === "DELTA_BYTE_ARRAY") {
    runs.checkDelta(offset, count);
  }
}

class Runs {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Runs behind their length in four bytes; returns where they end. */
  checkPrefixed(start: number, width: number, count: number, mayEnd: boolean = false): number {
    const view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength);
    const end = start + 4 + view.getUint32(start, true);
    this.check(start + 4, end, width, count, mayEnd);
    return end;
  }

  /** @param mayEnd whether there may be fewer values than `count`, because some are null */
  check(start: number, end: number, width: number, count: number, mayEnd: boolean = false): void {
    if (end > this.#bytes.length) throw new Error(`its levels should end at byte ${end} of ${this.#bytes.length}`);
    this.#offset = start;
    for (let left = count; left > 0;) {
      if (mayEnd && this.#offset >= end) return;
      const run = this.#number();
      const isPacked = run % 2 === 1;
      const values = Math.floor(run / 2) * (isPacked ? 8 : 1);
      // The last group of packed values may be filled up.
      if (values > left + (isPacked ? 512 : 0))
        throw new Error(`a run of ${values} values stands where ${left} are left`);
      this.#offset += isPacked ? (values / 8) * width : (width + 7) >> 3;
      left -= values;
    }
  }

  /** The header of a delta encoding: values a block, parts of a block, values. */
  checkDelta(start: number, count: number): void {
    this.#offset = start;
    const [block, parts, values] = [this.#number(), this.#number(), this.#number()];
    const isSound = block > 0 && block % 128 === 0 && parts > 0 && block % (parts * 8) === 0 && block <= 1 << 20;
    if (!isSound || values > count)
      throw new Error(`its delta blocks should have ${block} values in ${parts} parts, ${values} in all`);
  }

  #number(): number {
    let result = 0;
    for (let scale = 1; scale <= 2 ** 35; scale *= 128) {
      const byte = this.#bytes[this.#offset++];
      if (byte === undefined) throw new Error("it ends within its levels");
      result += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        if (result >= 2 ** 31) break;
        return result;
      }
    }
    throw new Error("a number in it is out of range");
  }
}

function widthOf(level: number): number {
  return 32 - Math.clz32(level);
}
