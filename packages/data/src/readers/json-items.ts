import { Buffer } from "node:buffer";
import { broken } from "../inputs/input-failure.ts";
import { excerpt } from "./excerpt.ts";
import type { RawRecord } from "./to-record.ts";

/** What is kept of an item above the limit: enough for 1,000 characters of up to 4 bytes. */
const HEAD_BYTES = 4000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

type State = "start" | "first" | "item" | "inside" | "after" | "end";

/**
 * Cuts a JSON list into its items, as they come, by nothing but quotes and brackets: what an item is worth is for a parser to say,
 * so that a broken one spoils no other. Holds no more than one item of `maximumBytes` between chunks.
 *
 * ```
 * chunks   [{"a": [1]}, {"b   ": 2},\n 3]
 * items    {"a": [1]}   {"b": 2}   3
 * ```
 */
export class JsonItems {
  readonly #name: string;
  readonly #maximumBytes: number;
  #state: State = "start";
  /** Open brackets of the item, whatever they are. */
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Whether the item is a number or a word, which ends where something else begins. */
  #isBare = false;
  #number = 0;
  #offset = 0;
  #itemOffset = 0;
  #size = 0;
  #held: Buffer[] = [];
  #heldBytes = 0;

  constructor(name: string, maximumBytes: number) {
    this.#name = name;
    this.#maximumBytes = maximumBytes;
  }

  /** Counts bytes of the file that stand before the first chunk. */
  skip(bytes: number): void {
    this.#offset += bytes;
  }

  /** The items that end in this chunk; the rest is copied and waits for the next. @throws {InputOutputError} `input-broken` */
  *push(chunk: Buffer): Generator<RawRecord> {
    let start = 0;
    for (let at = 0; at < chunk.length;) {
      if (this.#state === "inside") {
        const end = this.#endOfItem(chunk, at);
        if (end === -1) break;
        this.#hold(chunk, start, end);
        yield this.#finish();
        at = end;
        continue;
      }
      const byte = chunk[at] ?? 0;
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) {
        at += 1;
      } else if (this.#begins(byte)) {
        start = at;
        this.#itemOffset = this.#offset + at;
        this.#state = "inside";
        this.#isBare = byte !== QUOTE && byte !== OPEN_LIST && byte !== OPEN_OBJECT;
      } else {
        this.#separate(byte, chunk, at);
        at += 1;
      }
    }
    if (this.#state === "inside") this.#hold(chunk, start, chunk.length);
    this.#offset += chunk.length;
  }

  /** @throws {InputOutputError} `input-broken` if the list was not closed */
  end(): void {
    if (this.#state === "end") return;
    const place =
      this.#state === "inside" ? `inside of record ${this.#number + 1}` : `behind record ${this.#number}, without "]"`;
    throw broken(
      this.#name,
      `the JSON list is not closed: the file ends at byte ${this.#offset}, ${place}. It was cut off, or a quote inside of a text is not written as \\".`,
    );
  }

  #begins(byte: number): boolean {
    if (this.#state !== "first" && this.#state !== "item") return false;
    return byte !== COMMA && byte !== CLOSE_LIST;
  }

  /** What stands between items. */
  #separate(byte: number, chunk: Buffer, at: number): void {
    switch (this.#state) {
      case "start":
        if (byte !== OPEN_LIST) this.#refuse(EXPECTED.start, chunk, at);
        this.#state = "first";
        return;
      case "first":
        if (byte !== CLOSE_LIST) this.#refuse(EXPECTED.first, chunk, at);
        this.#state = "end";
        return;
      case "item":
      case "inside":
        return this.#refuse(EXPECTED.item, chunk, at);
      case "after":
        if (byte === CLOSE_LIST) this.#state = "end";
        else if (byte === COMMA) this.#state = "item";
        else this.#refuse(EXPECTED.after, chunk, at);
        return;
      case "end":
        return this.#refuse(EXPECTED.end, chunk, at);
      default:
        return this.#state satisfies never;
    }
  }

  #refuse(expected: string, chunk: Buffer, at: number): never {
    const before = chunk.subarray(Math.max(0, at - 60), at).toString("utf8");
    const shown = excerpt(before + chunk.subarray(at, at + 60).toString("utf8"), before.length);
    throw broken(
      this.#name,
      `at byte ${this.#offset + at}, behind record ${this.#number}, ${expected} was expected, in: ${shown}. Brackets and quotes must come in pairs; quotes inside of texts are written as \\".`,
    );
  }

  /** The index behind the item's last byte, -1 if it goes on in the next chunk. */
  #endOfItem(chunk: Buffer, from: number): number {
    let depth = this.#depth;
    let inString = this.#inString;
    let escaped = this.#escaped;
    let at = from;
    let end = -1;
    for (; at < chunk.length && end === -1; at++) {
      const byte = chunk[at] ?? 0;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) {
          inString = false;
          if (depth === 0) end = at + 1;
        }
      } else if (this.#isBare) {
        if (byte === COMMA || byte === CLOSE_LIST || byte <= 0x20) end = at;
      } else if (byte === QUOTE) {
        inString = true;
      } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        depth += 1;
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        depth -= 1;
        if (depth === 0) end = at + 1;
      }
    }
    this.#depth = depth;
    this.#inString = inString;
    this.#escaped = escaped;
    return end;
  }

  #hold(chunk: Buffer, start: number, end: number): void {
    this.#size += end - start;
    if (this.#size <= this.#maximumBytes) {
      this.#held.push(Buffer.from(chunk.subarray(start, end)));
      this.#heldBytes += end - start;
      return;
    }
    const missing = Math.max(0, HEAD_BYTES - this.#heldBytes);
    const head = Buffer.concat([...this.#held, chunk.subarray(start, Math.min(end, start + missing))]);
    this.#held = [head.subarray(0, HEAD_BYTES)];
    this.#heldBytes = this.#held[0]?.length ?? 0;
  }

  #finish(): RawRecord {
    const bytes = this.#held.length === 1 ? (this.#held[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#held);
    this.#number += 1;
    const item: RawRecord = {
      unit: "record",
      number: this.#number,
      offset: this.#itemOffset,
      size: this.#size,
      bytes,
    };
    this.#state = "after";
    this.#size = 0;
    this.#held = [];
    this.#heldBytes = 0;
    return item;
  }
}

const EXPECTED = {
  start: '"[", which opens the list,',
  first: 'an item or "]"',
  item: "an item",
  after: '"," or "]"',
  end: "nothing more, the list being closed,",
} as const;
