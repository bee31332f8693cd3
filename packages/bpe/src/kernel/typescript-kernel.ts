import { AddedTokenFinder } from "./added-token-finder.ts";
import { BoundaryWalker } from "./boundary-walker.ts";
import { readImage, type ImageTables } from "./image-tables.ts";
import type { EncodeCall, Kernel } from "./kernel.ts";
import * as layout from "./layout.ts";
import { Merger } from "./merger.ts";
import { NeighbourScanner } from "./neighbour-scanner.ts";
import { toAddresses, toOffsets } from "./offsets.ts";
import { PatternScanner } from "./pattern-scanner.ts";
import { firstUnstable } from "./unstable-text.ts";
import { WordEncoder } from "./word-encoder.ts";
import { WholePiece, type WordSource } from "./word-source.ts";

/** Words that are found before they are looked up. */
const WORDS_AT_ONCE = 4096;
const SPACE = 0x20;

/**
 * The kernel in plain TypeScript: the reference for the other one, and what runs where WebAssembly does not.
 *
 * @throws {TurnwiseError} `broken-image`
 */
export function createTypeScriptKernel(image: Uint8Array): Kernel {
  return new TypeScriptKernel(image);
}

class TypeScriptKernel implements Kernel {
  readonly name = "typescript";
  readonly workspace: number;
  readonly #tables: ImageTables;
  readonly #merger: Merger;
  readonly #boundaries: BoundaryWalker;
  readonly #encoder: WordEncoder;
  readonly #scanner: WordSource;
  /** Cuts words that the host gives; null if they are taken as they are. */
  readonly #cutter: WordSource | null;
  readonly #finders = new Map<number, AddedTokenFinder>();
  readonly #ends = new Int32Array(WORDS_AT_ONCE);
  #bytes: Uint8Array;
  #words: Int32Array;
  #failure = { at: 0, length: 0 };

  constructor(image: Uint8Array) {
    const tables = readImage(image);
    this.#tables = tables;
    this.workspace = tables.imageEnd;
    this.#words = new Int32Array((tables.imageEnd + layout.WORKSPACE_BYTES) / 4);
    this.#bytes = new Uint8Array(this.#words.buffer);
    this.#bytes.set(image, layout.HEADER);
    this.#merger = new Merger(tables);
    this.#boundaries = new BoundaryWalker(tables.tokenLengths);
    this.#encoder = new WordEncoder(tables, this.#merger, this.#boundaries);
    this.#scanner = scannerOf(tables);
    this.#cutter = (tables.flags & layout.FLAG_CHARACTERS) === 0 ? null : neighbourScanner(tables, false);
    for (const table of [layout.ADDED_TOKENS_TABLE, layout.NORMALIZED_ADDED_TOKENS_TABLE]) {
      const trie = this.#words[layout.HEADER / 4 + table] ?? 0;
      const nodes = this.#words[layout.HEADER / 4 + table + 1] ?? 0;
      if (trie !== 0) this.#finders.set(trie, new AddedTokenFinder(this.#words.slice(trie / 4, trie / 4 + 3 * nodes)));
    }
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  get words(): Int32Array {
    return this.#words;
  }

  get straddleCount(): number {
    return this.#boundaries.straddleCount;
  }

  get failedAt(): number {
    return this.#failure.at;
  }

  get failedLength(): number {
    return this.#failure.length;
  }

  reserve(end: number): void {
    if (end <= this.#bytes.length) return;
    const room = Math.max(end - this.workspace, 2 * (this.#bytes.length - this.workspace));
    const words = new Int32Array(Math.ceil((this.workspace + room) / 4));
    words.set(this.#words);
    this.#words = words;
    this.#bytes = new Uint8Array(words.buffer);
  }

  toAddresses(start: number, end: number, offsets: number, count: number): void {
    toAddresses(this.#bytes, this.#words, start, end, this.#words.subarray(offsets >>> 2, (offsets >>> 2) + count));
  }

  toOffsets(start: number, end: number, addresses: number, count: number): void {
    toOffsets(this.#bytes, start, end, this.#words.subarray(addresses >>> 2, (addresses >>> 2) + count));
  }

  firstUnstable(start: number, end: number): number {
    const { unstable } = this.#tables;
    return unstable === null ? end : firstUnstable(unstable, this.#bytes, this.#words, start, end);
  }

  findAddedTokens(trie: number, start: number, end: number, matches: number, capacity: number): number {
    return this.#finders.get(trie)?.find(this.#bytes, start, end, this.#words, matches >>> 2, capacity) ?? 0;
  }

  wordEnds(start: number, end: number, ends: number, capacity: number): number {
    this.#scanner.begin(this.#bytes, this.#words, start, end);
    let total = 0;
    for (let count = -1; count !== 0 && total < capacity;) {
      count = this.#scanner.next(this.#ends);
      for (let i = 0; i < count && total < capacity; i++) this.#words[(ends >>> 2) + total++] = this.#ends[i] ?? 0;
    }
    return total;
  }

  encode({ pieces, pieceCount, wordEnds, boundaries, firstTokens, straddles, output }: EncodeCall): number {
    const words = this.#words;
    const bytes = this.#bytes;
    this.#boundaries.begin(words, boundaries, firstTokens, straddles, output);
    this.#encoder.begin(bytes, words);
    let out = output >>> 2;
    let given = wordEnds >>> 2;
    for (let index = 0; index < pieceCount; index++) {
      const piece = (pieces >>> 2) + index * layout.PIECE_WORDS;
      const start = words[piece + layout.PIECE_START] ?? 0;
      const end = words[piece + layout.PIECE_END] ?? 0;
      const flags = words[piece + layout.PIECE_FLAGS] ?? 0;
      const hasPrefix = (flags & layout.PIECE_PREFIX) !== 0;
      const from = hasPrefix ? start - 1 : start;
      const before = bytes[start - 1] ?? 0;
      this.#boundaries.beforePiece(start, out);
      if (hasPrefix) bytes[from] = SPACE;
      if ((flags & layout.PIECE_WORDS_GIVEN) === 0) {
        out = this.#encodeText(this.#scanner, from, end, out);
      } else {
        const count = from === end ? 0 : countWords(words, given, end);
        out = this.#encodeGiven(given, count, from, out);
        given += count;
      }
      if (hasPrefix) bytes[from] = before;
      if (out < 0) return this.#fail(out);
      const token = words[piece + layout.PIECE_TOKEN] ?? -1;
      if (token >= 0) {
        const tokenStart = words[piece + layout.PIECE_TOKEN_START] ?? 0;
        const tokenEnd = words[piece + layout.PIECE_TOKEN_END] ?? 0;
        if (this.#boundaries.next < tokenEnd) this.#boundaries.inAddedToken(tokenStart, tokenEnd, out);
        words[out++] = token;
      }
    }
    this.#boundaries.finish(out);
    return out - (output >>> 2);
  }

  forbid(ids: readonly number[]): void {
    this.#merger.forbid(ids);
    this.forget();
  }

  forget(): void {
    this.#encoder.forget();
  }

  /** Encodes a text whose words are to be found. */
  #encodeText(scanner: WordSource, start: number, end: number, output: number): number {
    const ends = this.#ends;
    scanner.begin(this.#bytes, this.#words, start, end);
    let at = start;
    let out = output;
    for (let count = scanner.next(ends); count > 0; count = scanner.next(ends)) {
      out = this.#encoder.encode(ends, count, at, false, out);
      if (out < 0) return out;
      at = ends[count - 1] ?? end;
    }
    return out;
  }

  #encodeGiven(given: number, count: number, start: number, output: number): number {
    const ends = this.#words.subarray(given, given + count);
    if (this.#cutter === null) return this.#encoder.encode(ends, count, start, false, output);
    let at = start;
    let out = output;
    for (const end of ends) {
      out = this.#encodeText(this.#cutter, at, end, out);
      if (out < 0) return out;
      at = end;
    }
    return out;
  }

  #fail(code: number): number {
    this.#failure = { at: this.#encoder.failedAt, length: this.#encoder.failedLength };
    return code;
  }
}

function scannerOf(tables: ImageTables): WordSource {
  if ((tables.flags & layout.FLAG_CHARACTERS) !== 0) {
    return neighbourScanner(tables, (tables.flags & layout.FLAG_SPLIT_SPACES) !== 0);
  }
  return tables.scanner === null ? new WholePiece() : new PatternScanner(tables.scanner);
}

function neighbourScanner({ asciiNeighbours, neighbourFilter }: ImageTables, splitSpaces: boolean): NeighbourScanner {
  return new NeighbourScanner(asciiNeighbours, neighbourFilter, splitSpaces);
}

/** How many word ends there are up to this one. */
function countWords(words: Int32Array, first: number, end: number): number {
  let count = 1;
  while ((words[first + count - 1] ?? end) < end) count++;
  return count;
}
