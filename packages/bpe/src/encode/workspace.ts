import { RowError } from "@turnwise/core";
import { loneSurrogate } from "../general/check-break.ts";
import type { EncodeCall, Kernel } from "../kernel/kernel.ts";
import {
  FORBIDDEN_WORD,
  LONGEST_WORD,
  NO_BOUNDARY,
  OUTPUT_PADDING,
  PIECE_WORDS,
  TEXT_PADDING,
  WORD_TOO_LONG,
} from "../kernel/layout.ts";
import { IntegerList } from "./integer-list.ts";

/** A memory is addressed with 31 bits. */
const END_OF_MEMORY = 0x7fff_0000;
/** Bytes kept free before each text: a space that is put before it stands there. */
const FRONT = 64;
/** Up to so many UTF-16 units a loop writes ASCII sooner than a call of `encodeInto`, which needs a view. */
const SHORT = 128;
const MATCH_WORDS = 3;
/** A memory grows by so many bytes at least: each time, its views are made anew, and the engine counts all of it as fresh garbage. */
const GROWTH = 1 << 23;
/** Added tokens that are looked for at a time. */
export const MATCH_CAPACITY = 512;

/**
 * What one call of a kernel works on: texts are written behind each other, then pieces and boundaries of all of them are handed over at once.
 *
 * ```
 * workspace       textEnd
 * ├───┬───────┬───┬──────┬──┬──────────┬───┬──────────────────────────────────────────────────
 * │ 64│ text 0│ 64│text 1│64│ matches  │   │ while texts are written: what the kernel finds in the last one
 * ├───┴───────┴───┴──────┴──┼────────┬─┴───────┬────────────┬──────────────┬───────────┬──────┤
 * │                         │ pieces │word ends│ boundaries │ first tokens │ straddles │output│ scratch
 * ```
 *
 * Everything that kernels take on trust is made sure of here: that there is room, that addresses lie inside.
 */
export class Workspace {
  readonly kernel: Kernel;
  readonly pieces: IntegerList = new IntegerList();
  readonly wordEnds: IntegerList = new IntegerList();
  readonly boundaries: IntegerList = new IntegerList();
  /** Bytes that the last text was written in. */
  textBytes = 0;
  /** Indexes of words of the kernel's memory: where the results of the last call begin. */
  firstTokens = 0;
  straddles = 0;
  output = 0;
  #textEnd = 0;
  #reserved = 0;
  #view: Uint8Array | null = null;
  #viewedBytes: Uint8Array | null = null;
  #forbidden = "";
  readonly #encoder = new TextEncoder();

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  /** Begins a new call. */
  begin(): void {
    this.pieces.length = 0;
    this.wordEnds.length = 0;
    this.boundaries.length = 0;
    this.#textEnd = this.kernel.workspace;
  }

  /** Where the next text will begin, if nothing is written before it. */
  get next(): number {
    return this.#textEnd;
  }

  /** Forgets the texts from this place on, which `next` gave. */
  rewind(next: number): void {
    this.#textEnd = next;
  }

  /**
   * Writes a text; `textBytes` says how long it has become.
   *
   * @returns its address
   * @throws {RowError} `lone-surrogate`, `text-too-long`
   */
  write(text: string): number {
    const start = this.#textEnd + FRONT;
    this.reserve(start + 3 * text.length + TEXT_PADDING, text.length);
    const { bytes } = this.kernel;
    const written =
      text.length <= SHORT && writeAscii(text, bytes, start) ? text.length : this.#encode(text, bytes, start);
    const end = start + written;
    bytes[end] = 0;
    this.textBytes = written;
    this.#textEnd = aligned(end + TEXT_PADDING);
    return start;
  }

  /** Room for `count` words behind the last text, until the next one is written. @returns their address */
  scratch(count: number): number {
    this.reserve(this.#textEnd + 4 * count, 0);
    return this.#textEnd;
  }

  /** Room for matches of added tokens: two lists of MATCH_CAPACITY. @returns the address of the first */
  matches(): number {
    return this.scratch(2 * MATCH_CAPACITY * MATCH_WORDS);
  }

  /** Makes addresses of ascending offsets in UTF-16 units of a text, in place: `list` from index `from` on. */
  toAddresses(start: number, end: number, list: IntegerList, from: number): void {
    const count = list.length - from;
    const address = this.scratch(count);
    const { kernel } = this;
    const word = address >> 2;
    const { words } = kernel;
    for (let index = 0; index < count; index++) words[word + index] = list.at(from + index);
    kernel.toAddresses(start, end, address, count);
    for (let index = 0; index < count; index++) list.items[from + index] = kernel.words[word + index] ?? 0;
  }

  /** Sees to it that no word gives one of these ids. */
  forbid(ids: readonly number[], key: string): void {
    if (this.#forbidden === key) return;
    this.kernel.forbid(ids);
    this.#forbidden = key;
  }

  /**
   * Encodes everything since `begin`.
   *
   * @returns how many tokens there are
   * @throws {RowError} `word-too-long`, `control-token-in-data`
   */
  run(): number {
    const { pieces, wordEnds, boundaries, kernel } = this;
    boundaries.push(NO_BOUNDARY);
    const bytes = this.#textEnd - kernel.workspace;
    const pieceCount = pieces.length / PIECE_WORDS;
    const piecesAt = this.#textEnd;
    const wordEndsAt = piecesAt + 4 * pieces.length;
    const boundariesAt = wordEndsAt + 4 * wordEnds.length;
    const firstTokensAt = boundariesAt + 4 * boundaries.length;
    const straddlesAt = firstTokensAt + 4 * boundaries.length;
    const outputAt = straddlesAt + 4 * boundaries.length;
    // At worst a token a byte, and for each piece the space before it and the added token behind it.
    const scratch = aligned(outputAt + 4 * (bytes + 2 * pieceCount) + OUTPUT_PADDING);
    this.reserve(scratch, bytes);
    const { words } = kernel;
    pieces.copyTo(words, piecesAt >> 2);
    wordEnds.copyTo(words, wordEndsAt >> 2);
    boundaries.copyTo(words, boundariesAt >> 2);
    this.firstTokens = firstTokensAt >> 2;
    this.straddles = straddlesAt >> 2;
    this.output = outputAt >> 2;
    const call: EncodeCall = {
      pieces: piecesAt,
      pieceCount,
      wordEnds: wordEndsAt,
      boundaries: boundariesAt,
      firstTokens: firstTokensAt,
      straddles: straddlesAt,
      output: outputAt,
      scratch,
    };
    const count = kernel.encode(call);
    if (count < 0) throw this.#failure(count);
    return count;
  }

  /** @throws {RowError} `text-too-long` */
  reserve(end: number, length: number): void {
    if (end <= this.#reserved) return;
    if (end > END_OF_MEMORY) {
      throw new RowError(
        "text-too-long",
        `a text of ${length} characters does not fit the tokenizer's memory. Break it up.`,
      );
    }
    const roomy = Math.min(Math.ceil(end / GROWTH) * GROWTH, END_OF_MEMORY);
    this.kernel.reserve(roomy);
    this.#reserved = roomy;
  }

  #encode(text: string, bytes: Uint8Array, start: number): number {
    const { written } = this.#encoder.encodeInto(text, this.#viewFrom(bytes, start));
    if (written !== text.length && !text.isWellFormed()) throw loneSurrogate();
    return written;
  }

  #viewFrom(bytes: Uint8Array, start: number): Uint8Array {
    if (start !== this.kernel.workspace + FRONT) return bytes.subarray(start);
    if (this.#view === null || this.#viewedBytes !== bytes) {
      this.#view = bytes.subarray(start);
      this.#viewedBytes = bytes;
    }
    return this.#view;
  }

  #failure(code: number): RowError {
    const { bytes, failedAt, failedLength } = this.kernel;
    const shown = (most: number): string =>
      JSON.stringify(
        new TextDecoder("utf-8", { ignoreBOM: true }).decode(
          bytes.subarray(failedAt, failedAt + Math.min(most, failedLength)),
        ),
      );
    switch (code) {
      case WORD_TOO_LONG:
        return new RowError(
          "word-too-long",
          `${failedLength} bytes without a place to cut, which begin ${shown(40)}: more than ${LONGEST_WORD}. Remove or break up such text.`,
        );
      case FORBIDDEN_WORD:
        return new RowError(
          "control-token-in-data",
          `the tokenizer can write the text ${shown(80)} as a control token only. Take it out of the row.`,
        );
      default:
        throw new TypeError(`the kernel ${this.kernel.name} answers ${code}`);
    }
  }
}

/** @returns false if there is something else in the text */
function writeAscii(text: string, bytes: Uint8Array, start: number): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x80) return false;
    bytes[start + index] = unit;
  }
  return true;
}

function aligned(address: number): number {
  return (address + 63) & ~63;
}
