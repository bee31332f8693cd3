import type { GrowingBytes } from "./growing-bytes.ts";

/**
 * Writes levels in Parquet's hybrid encoding, as runs alone: a level of one or two bits fits one byte. Behind the length in four bytes:
 *
 * ```
 * run: length << 1 as a varint │ level
 * ```
 */
export class LevelWriter {
  readonly #bytes: GrowingBytes;
  readonly #start: number;
  #level = 0;
  #length = 0;

  constructor(bytes: GrowingBytes) {
    this.#bytes = bytes;
    this.#start = bytes.reserve(4);
  }

  run(level: number, length: number): void {
    if (length === 0) return;
    if (level === this.#level) {
      this.#length += length;
      return;
    }
    this.#send();
    this.#level = level;
    this.#length = length;
  }

  finish(): void {
    this.#send();
    this.#bytes.setUint32(this.#start, this.#bytes.length - this.#start - 4);
  }

  #send(): void {
    if (this.#length === 0) return;
    this.#bytes.varint(this.#length * 2);
    this.#bytes.byte(this.#level);
  }
}
