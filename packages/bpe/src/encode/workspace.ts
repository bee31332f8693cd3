import { RowError } from "@turnwise/core";
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
/** Bytes kept free before the first text: a space that is put before it stands there; before the others, in place of the NUL. */
const FRONT = 64;
const MATCH_WORDS = 3;
/** A memory grows to multiples of so many bytes: each time, its views are made anew, and the engine looks for garbage. */
const GROWTH = 1 << 23;
/** Added tokens that are looked for at a time. */
export const MATCH_CAPACITY = 512;

/**
 * What one call of a kernel works on: texts are written behind each other, a NUL behind each, then pieces and boundaries of all of them are
 * handed over at once.
 *
 * ```
 * workspace              textEnd
 * ├───┬────────┬─┬────────┬────┬─────────┬────────────────────────────────────────────────────
 * │ 64│ text 0 │0│ text 1 │0   │ matches │ before they are cut: what the kernel finds in them
 * ├───┴────────┴─┴────────┴────┼────────┬┴────────┬────────────┬──────────────┬───────────┬──────┤
 * │                            │ pieces │word ends│ boundaries │ first tokens │ straddles │output│ scratch
 * ```
 *
 * Everything that kernels take on trust is made sure of here: that there is room, that addresses lie inside.
 */
export class Workspace {
  readonly kernel: Kernel;
  /** Where the first text begins. */
  readonly firstText: number;
  readonly pieces: IntegerList = new IntegerList();
  readonly wordEnds: IntegerList = new IntegerList();
  readonly boundaries: IntegerList = new IntegerList();
  /** UTF-16 units of the texts that have been written, and of the NULs behind them. */
  units = 0;
  /** Bytes that the last text was written in. */
  textBytes = 0;
  /** Indexes of words of the kernel's memory: where the results of the last call begin. */
  firstTokens = 0;
  straddles = 0;
  output = 0;
  #next = 0;
  #view: Uint8Array | null = null;
  #viewedBytes: Uint8Array | null = null;
  #forbidden = "";
  readonly #encoder = new TextEncoder();

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.firstText = kernel.workspace + FRONT;
  }

  /** Begins a new call. */
  begin(): void {
    this.pieces.length = 0;
    this.wordEnds.length = 0;
    this.boundaries.length = 0;
    this.units = 0;
    this.#next = this.firstText;
  }

  /** Address behind the last text. */
  get textEnd(): number {
    return this.#next - 1;
  }

  /** Whether all texts are ASCII. */
  get isAscii(): boolean {
    return this.#next - this.firstText === this.units;
  }

  /**
   * Writes a text; `textBytes` says how long it has become. In place of half a surrogate pair stands U+FFFD.
   *
   * @returns its address
   * @throws {RowError} `text-too-long`
   */
  write(text: string): number {
    const start = this.#next;
    this.reserve(start + 3 * text.length + TEXT_PADDING, text.length);
    const { bytes } = this.kernel;
    const { written } = this.#encoder.encodeInto(text, this.#viewFrom(bytes, start));
    bytes[start + written] = 0;
    this.textBytes = written;
    this.units += text.length + 1;
    this.#next = start + written + 1;
    return start;
  }

  /** Makes addresses of boundaries, from one of them on: they were offsets in UTF-16 units from the begin of the last text, at `start`. */
  placeBoundaries(first: number, start: number): void {
    const { items, length } = this.boundaries;
    if (first < length) this.#toAddresses(items.subarray(first, length), start);
  }

  /** The addresses of ascending offsets in UTF-16 units from the first text's begin on. */
  addressesOf(offsets: readonly number[]): readonly number[] {
    const addresses = Int32Array.from(offsets);
    this.#toAddresses(addresses, this.firstText);
    return [...addresses];
  }

  /** Room for `count` words behind the last text, until the next one is written. @returns their address */
  scratch(count: number): number {
    const address = this.#behindTexts();
    this.reserve(address + 4 * count, 0);
    return address;
  }

  /** Room for matches of added tokens: two lists of MATCH_CAPACITY. @returns the address of the first */
  matches(): number {
    return this.scratch(2 * MATCH_CAPACITY * MATCH_WORDS);
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
    const piecesAt = this.#behindTexts();
    const bytes = piecesAt - kernel.workspace;
    const pieceCount = pieces.length / PIECE_WORDS;
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
    if (end <= this.kernel.bytes.length) return;
    if (end > END_OF_MEMORY) {
      throw new RowError(
        "text-too-long",
        `a text of ${length} characters does not fit the tokenizer's memory. Break it up.`,
      );
    }
    this.kernel.reserve(Math.min(Math.ceil(end / GROWTH) * GROWTH, END_OF_MEMORY));
  }

  #behindTexts(): number {
    return aligned(this.#next + TEXT_PADDING);
  }

  /** Makes addresses of ascending offsets in UTF-16 units from `start` on, in place. */
  #toAddresses(offsets: Int32Array, start: number): void {
    const { kernel, textEnd } = this;
    const { length } = offsets;
    const address = this.scratch(length);
    const word = address >> 2;
    kernel.words.set(offsets, word);
    kernel.toAddresses(start, textEnd, address, length);
    offsets.set(kernel.words.subarray(word, word + length));
  }

  #viewFrom(bytes: Uint8Array, start: number): Uint8Array {
    if (start !== this.firstText) return new Uint8Array(bytes.buffer, start, bytes.length - start);
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

function aligned(address: number): number {
  return (address + 63) & ~63;
}
