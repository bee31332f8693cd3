import { HEADER, HEADER_BYTES, IMAGE_END_WORD, LAYOUT_VERSION, VERSION_WORD } from "../kernel/layout.ts";
import { notSupported } from "./refusals.ts";

type Table = Uint8Array | Uint16Array | Int32Array;

const ALIGNMENT = 64;
const LARGEST_IMAGE = 2 ** 30;

/**
 * Collects tables, and lays them one behind the other.
 *
 * ```
 * │ header, 64 words │ table │ padding to a multiple of 64 │ table │ …
 * ```
 */
export class ImageWriter {
  readonly #header = new Int32Array(HEADER_BYTES / 4);
  readonly #tables: { readonly offset: number; readonly table: Table }[] = [];
  #end = HEADER_BYTES;

  constructor() {
    this.set(VERSION_WORD, LAYOUT_VERSION);
  }

  /** Sets a header word. */
  set(word: number, value: number): void {
    this.#header[word] = value;
  }

  /** Adds a table, and sets the header word that holds its address. @returns the address */
  add(word: number, table: Table): number {
    const offset = this.#end;
    this.#tables.push({ offset, table });
    this.#end = alignUp(offset + table.byteLength);
    if (this.#end > LARGEST_IMAGE) throw notSupported(`its tables take more than ${LARGEST_IMAGE} bytes`);
    this.set(word, HEADER + offset);
    return HEADER + offset;
  }

  finish(): Uint8Array {
    this.set(IMAGE_END_WORD, HEADER + this.#end);
    const image = new Uint8Array(this.#end);
    image.set(bytesOf(this.#header));
    for (const { offset, table } of this.#tables) image.set(bytesOf(table), offset);
    return image;
  }
}

function alignUp(address: number): number {
  return Math.ceil(address / ALIGNMENT) * ALIGNMENT;
}

function bytesOf(table: Table): Uint8Array {
  return new Uint8Array(table.buffer, table.byteOffset, table.byteLength);
}
