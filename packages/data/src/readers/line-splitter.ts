import { Buffer } from "node:buffer";

/** One line of a file, without its end (`\n` or `\r\n`). */
export interface RawLine {
  /** Counts from 1, unless the splitter was told otherwise. */
  readonly number: number;
  /** Where the line begins in the file, in bytes. */
  readonly offset: number;
  /** Length of the line in bytes. */
  readonly size: number;
  /** Its bytes, valid until the next chunk; the first {@link HEAD_BYTES} alone where `size` is above the limit. */
  readonly bytes: Buffer;
  readonly unit: "line";
}

/** What is kept of a line above the limit: enough for 1,000 characters of up to 4 bytes. */
export const HEAD_BYTES = 4000;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const NOTHING: Buffer = Buffer.alloc(0);

/**
 * Cuts chunks into lines. Holds no more than one line of `maximumBytes` between chunks.
 *
 * ```
 * chunks   {"a":1}\r\n{"b"   :2}\n\n   {"c":3}
 * lines    {"a":1}   {"b":2}   (empty)   {"c":3}
 * ```
 */
export class LineSplitter {
  readonly #maximumBytes: number;
  #number: number;
  #offset = 0;
  #held: Buffer[] = [];
  #heldBytes = 0;
  /** Of the line so far, what was not held included. */
  #size = 0;
  #lastByte = 0;

  /** `first`: the number of the first line. */
  constructor(maximumBytes: number, first: number = 1) {
    this.#maximumBytes = maximumBytes;
    this.#number = first;
  }

  /** Where the line that comes next begins in the file, in bytes. */
  get offset(): number {
    return this.#offset;
  }

  /** Of the line that comes next. */
  get number(): number {
    return this.#number;
  }

  /** Counts bytes of the file that stand before the first chunk. */
  skip(bytes: number): void {
    this.#offset += bytes;
  }

  /** The lines that end in this chunk; the rest is copied and waits for the next. */
  *push(chunk: Buffer): Generator<RawLine> {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      yield this.#finish(chunk.subarray(start, end), 1);
      start = end + 1;
    }
    this.#hold(chunk.subarray(start));
  }

  /** The last line, if the file does not end with a line feed. */
  end(): RawLine | undefined {
    return this.#size === 0 ? undefined : this.#finish(NOTHING, 0);
  }

  #hold(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#size += bytes.length;
    this.#lastByte = bytes[bytes.length - 1] ?? 0;
    if (this.#exceeds(this.#size)) {
      const missing = Math.max(0, HEAD_BYTES - this.#heldBytes);
      this.#held = [Buffer.concat([...this.#held, bytes.subarray(0, missing)]).subarray(0, HEAD_BYTES)];
      this.#heldBytes = this.#held[0]?.length ?? 0;
    } else {
      this.#held.push(Buffer.from(bytes));
      this.#heldBytes += bytes.length;
    }
  }

  #finish(last: Buffer, lineFeed: number): RawLine {
    const fits = this.#size === 0 && !this.#exceeds(last.length);
    if (!fits) this.#hold(last);
    const raw = fits ? last : this.#held.length === 1 ? (this.#held[0] ?? NOTHING) : Buffer.concat(this.#held);
    const withReturn = fits ? last.length : this.#size;
    const lastByte = fits ? last[last.length - 1] : this.#lastByte;
    const size = lastByte === CARRIAGE_RETURN ? withReturn - 1 : withReturn;
    const line: RawLine = {
      number: this.#number,
      offset: this.#offset,
      size,
      bytes: size === raw.length ? raw : raw.subarray(0, size),
      unit: "line",
    };
    this.#number += 1;
    this.#offset += withReturn + lineFeed;
    this.#held = [];
    this.#heldBytes = 0;
    this.#size = 0;
    return line;
  }

  /** Counts a last `\r`, which may be half of the line's end. */
  #exceeds(size: number): boolean {
    return size > this.#maximumBytes + 1;
  }
}
