import { TurnwiseError } from "@turnwise/core";
import type { EncodeCall, Kernel } from "../kernel/kernel.ts";
import { HEADER, IMAGE_END_WORD, LAYOUT_VERSION, TOKEN_COUNT_WORD, VERSION_WORD } from "../kernel/layout.ts";
import { KERNEL_BYTES } from "./kernel-bytes.ts";

/** What `assembly/index.ts` exports. */
interface KernelExports {
  readonly memory: WebAssembly.Memory;
  start(): number;
  reserve(end: number): number;
  forget(): void;
  forbid(token: number): void;
  allowAll(): void;
  toAddresses(start: number, end: number, offsets: number, count: number): void;
  toOffsets(start: number, end: number, addresses: number, count: number): void;
  firstUnstable(start: number, end: number): number;
  findAddedTokens(trie: number, start: number, end: number, matches: number, capacity: number): number;
  writeWordEnds(start: number, end: number, ends: number, capacity: number): number;
  encode(
    pieces: number,
    pieceCount: number,
    wordEnds: number,
    boundaries: number,
    firstTokens: number,
    straddles: number,
    output: number,
    scratch: number,
  ): number;
  straddleCount(): number;
  failureAddress(): number;
  failureLength(): number;
}

/** No vocabulary has more (`vocabulary/token-list.ts`): an image that says so is not one of ours. */
const MOST_TOKENS = 1 << 24;

let decoded: Uint8Array<ArrayBuffer> | null = null;

function kernelBytes(): Uint8Array<ArrayBuffer> {
  decoded ??= Uint8Array.from(atob(KERNEL_BYTES), (character) => character.charCodeAt(0));
  return decoded;
}

/** Whether the WebAssembly kernel runs here: the engine must know SIMD. */
export function isWebAssemblySupported(): boolean {
  return typeof WebAssembly === "object" && WebAssembly.validate(kernelBytes());
}

let compiled: Promise<WebAssembly.Module> | null = null;

/** The kernel's module, compiled once, by another thread. */
export function compileKernel(): Promise<WebAssembly.Module> {
  compiled ??= WebAssembly.compile(kernelBytes());
  return compiled;
}

/**
 * A kernel in WebAssembly over its own copy of the image.
 *
 * @throws {TurnwiseError} `broken-image` for one of another version or cut off, `tokenizer-not-supported` for more than 2^24 ids,
 * `not-enough-memory` if the engine gives no memory for the image and the word cache
 */
export async function createWebAssemblyKernel(image: Uint8Array): Promise<Kernel> {
  checkImage(image);
  const { exports } = await WebAssembly.instantiate(await compileKernel());
  if (!isKernel(exports)) throw new Error("the kernel's exports are not those of assembly/index.ts");
  const { memory } = exports;
  if (memory.buffer.byteLength < HEADER + image.length && exports.reserve(HEADER + image.length) === 0) {
    throw notEnoughMemory(image.length);
  }
  new Uint8Array(memory.buffer).set(image, HEADER);
  const workspace = exports.start();
  if (workspace === 0) throw notEnoughMemory(image.length);
  return new WebAssemblyKernel(exports, workspace);
}

/** Tables are trusted: who reads an image from a file verifies it first. What is checked is that all of it is there. */
function checkImage(image: Uint8Array): void {
  const header = new DataView(image.buffer, image.byteOffset, image.byteLength);
  const word = (index: number): number => (index * 4 < image.length - 3 ? header.getInt32(index * 4, true) : -1);
  if (word(VERSION_WORD) !== LAYOUT_VERSION || word(IMAGE_END_WORD) !== HEADER + image.length) {
    throw new TurnwiseError("broken-image", "a tokenizer's tables are of another version or cut off. Make them anew.");
  }
  if (word(TOKEN_COUNT_WORD) > MOST_TOKENS) {
    throw new TurnwiseError("tokenizer-not-supported", `the tokenizer has more than ${MOST_TOKENS} tokens`);
  }
}

function isKernel(exports: WebAssembly.Exports): exports is WebAssembly.Exports & KernelExports {
  return exports["memory"] instanceof WebAssembly.Memory && typeof exports["encode"] === "function";
}

function notEnoughMemory(imageBytes: number): TurnwiseError {
  return new TurnwiseError(
    "not-enough-memory",
    `the tokenizer's tables take ${Math.ceil(imageBytes / 2 ** 20)} MiB and its word cache 40, which the engine does not give`,
  );
}

class WebAssemblyKernel implements Kernel {
  readonly name = "webassembly";
  readonly workspace: number;
  readonly #exports: KernelExports;
  #bytes: Uint8Array;
  #words: Int32Array;

  constructor(exports: KernelExports, workspace: number) {
    this.#exports = exports;
    this.workspace = workspace;
    this.#bytes = new Uint8Array(exports.memory.buffer);
    this.#words = new Int32Array(exports.memory.buffer);
  }

  get bytes(): Uint8Array {
    this.#renewViews();
    return this.#bytes;
  }

  get words(): Int32Array {
    this.#renewViews();
    return this.#words;
  }

  /** A memory that grows detaches its buffer; its length says so without a call into the engine. */
  #renewViews(): void {
    if (this.#words.length > 0) return;
    const { buffer } = this.#exports.memory;
    this.#bytes = new Uint8Array(buffer);
    this.#words = new Int32Array(buffer);
  }

  reserve(end: number): void {
    if (this.#exports.reserve(end) === 0) {
      throw new TurnwiseError(
        "not-enough-memory",
        `the engine does not give the ${Math.ceil(end / 2 ** 20)} MiB that this text needs`,
      );
    }
  }

  toAddresses(start: number, end: number, offsets: number, count: number): void {
    this.#exports.toAddresses(start, end, offsets, count);
  }

  toOffsets(start: number, end: number, addresses: number, count: number): void {
    this.#exports.toOffsets(start, end, addresses, count);
  }

  firstUnstable(start: number, end: number): number {
    return this.#exports.firstUnstable(start, end);
  }

  findAddedTokens(trie: number, start: number, end: number, matches: number, capacity: number): number {
    return this.#exports.findAddedTokens(trie, start, end, matches, capacity);
  }

  wordEnds(start: number, end: number, ends: number, capacity: number): number {
    return this.#exports.writeWordEnds(start, end, ends, capacity);
  }

  encode(call: EncodeCall): number {
    const { pieces, pieceCount, wordEnds, boundaries, firstTokens, straddles, output, scratch } = call;
    return this.#exports.encode(pieces, pieceCount, wordEnds, boundaries, firstTokens, straddles, output, scratch);
  }

  get straddleCount(): number {
    return this.#exports.straddleCount();
  }

  get failedAt(): number {
    return this.#exports.failureAddress();
  }

  get failedLength(): number {
    return this.#exports.failureLength();
  }

  forbid(ids: readonly number[]): void {
    this.#exports.allowAll();
    for (const id of ids) this.#exports.forbid(id);
    this.forget();
  }

  forget(): void {
    this.#exports.forget();
  }
}
