import { Buffer } from "node:buffer";
import { broken } from "./input-failure.ts";

/** What `zstd` itself unpacks without being asked to: `--long=27`. */
const LARGEST_WINDOW = 128 << 20;
const MAGIC = 0xfd2fb528;

/** A piece of a frame that is complete: its header, one block with its header, or what ends it. */
export interface ZstdPiece {
  readonly bytes: Buffer;
  readonly kind: "header" | "block" | "end" | "skippable";
  /** Bytes that the block unpacks to, at most; 0 for other pieces. */
  readonly size: number;
}

/**
 * Walks the frames of a zstd file (RFC 8878, 3.1) without unpacking them, and hands them on piece by piece. What a decoder would
 * take in good faith is checked here: the size of the window, and that the file ends where a frame does.
 *
 * @throws {InputOutputError} `input-broken`
 */
export class ZstdFrames {
  readonly #name: string;
  #held: Buffer = Buffer.alloc(0);
  #offset = 0;
  #state: "frame" | "block" | "end" = "frame";
  #hasChecksum = false;
  #skip = 0;

  constructor(name: string) {
    this.#name = name;
  }

  *push(chunk: Buffer): Generator<ZstdPiece> {
    this.#held = this.#held.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#held, chunk]);
    for (;;) {
      const skipped = Math.min(this.#skip, this.#held.length);
      this.#take(skipped);
      this.#skip -= skipped;
      const piece = this.#skip > 0 ? undefined : this.#next();
      if (piece === undefined) return;
      yield piece;
    }
  }

  end(): void {
    if (this.#state === "frame" && this.#held.length === 0 && this.#skip === 0) return;
    throw broken(
      this.#name,
      `the zstd file ends in the middle of a frame, at byte ${this.#offset + this.#held.length}. It was cut off: fetch or pack it again.`,
    );
  }

  #next(): ZstdPiece | undefined {
    switch (this.#state) {
      case "frame":
        return this.#frame();
      case "block":
        return this.#block();
      case "end":
        return this.#checksum();
      default:
        return this.#state satisfies never;
    }
  }

  #frame(): ZstdPiece | undefined {
    const held = this.#held;
    if (held.length < 8) return undefined;
    const magic = held.readUInt32LE(0);
    if (magic >>> 4 === 0x184d2a5) {
      this.#skip = held.readUInt32LE(4);
      return { kind: "skippable", bytes: this.#take(8), size: 0 };
    }
    if (magic !== MAGIC) {
      throw broken(
        this.#name,
        `at byte ${this.#offset} a zstd frame should begin (28 b5 2f fd), and there is ${held.toString("hex", 0, 4).replace(/..(?=.)/g, "$& ")}. The file is damaged, or something follows its last frame.`,
      );
    }
    const header = zstdFrameHeader(held);
    if (header === undefined) return undefined;
    if (header.dictionary !== 0) {
      throw broken(
        this.#name,
        "it was packed with a zstd dictionary, which the file does not hold. Pack it without one.",
      );
    }
    if (header.window > LARGEST_WINDOW) {
      throw broken(
        this.#name,
        `the zstd frame at byte ${this.#offset} wants a window of ${header.window} bytes, and at most ${LARGEST_WINDOW} are allowed (zstd --long=27). Pack it again without a larger --long or --ultra window.`,
      );
    }
    this.#hasChecksum = header.hasChecksum;
    this.#state = "block";
    return { kind: "header", bytes: this.#take(header.length), size: 0 };
  }

  #block(): ZstdPiece | undefined {
    if (this.#held.length < 3) return undefined;
    const header = this.#held.readUIntLE(0, 3);
    const type = (header >> 1) & 3;
    const size = header >> 3;
    const length = 3 + (type === 1 ? 1 : size);
    if (type === 3 || (type !== 1 && size > 1 << 17)) {
      throw broken(this.#name, `the zstd block at byte ${this.#offset} is damaged. Fetch or pack the file again.`);
    }
    if (this.#held.length < length) return undefined;
    if ((header & 1) === 1) this.#state = "end";
    return { kind: "block", bytes: this.#take(length), size: type === 2 ? 1 << 17 : size };
  }

  #checksum(): ZstdPiece | undefined {
    const length = this.#hasChecksum ? 4 : 0;
    if (this.#held.length < length) return undefined;
    this.#state = "frame";
    return { kind: "end", bytes: this.#take(length), size: 0 };
  }

  #take(length: number): Buffer {
    const bytes = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length);
    this.#offset += length;
    return bytes;
  }
}

/** What stands before a frame's blocks. */
export interface ZstdFrameHeader {
  /** Of the header, in bytes. */
  readonly length: number;
  /** What a decoder must keep, in bytes. */
  readonly window: number;
  /** What the frame unpacks to, in bytes; null if it does not say. */
  readonly contentSize: number | null;
  /** Identifies the dictionary; 0 for none. */
  readonly dictionary: number;
  readonly hasChecksum: boolean;
}

/** The header of the frame that begins the bytes (RFC 8878, 3.1.1.1); undefined if they end before it does, or none begins. */
export function zstdFrameHeader(bytes: Buffer): ZstdFrameHeader | undefined {
  if (bytes.length < 5 || bytes.readUInt32LE(0) !== MAGIC) return undefined;
  const descriptor = bytes.readUInt8(4);
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >> 6;
  const windowBytes = isSingleSegment ? 0 : 1;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const sizeBytes = sizeFlag === 0 ? (isSingleSegment ? 1 : 0) : 1 << sizeFlag;
  const length = 5 + windowBytes + dictionaryBytes + sizeBytes;
  if (bytes.length < length) return undefined;
  const contentSize = sizeBytes === 0 ? null : sizeOfContent(bytes, length - sizeBytes, sizeBytes);
  return {
    length,
    window: isSingleSegment ? (contentSize ?? 0) : sizeOfWindow(bytes.readUInt8(5)),
    contentSize,
    dictionary: dictionaryBytes === 0 ? 0 : bytes.readUIntLE(5 + windowBytes, dictionaryBytes),
    hasChecksum: (descriptor & 4) !== 0,
  };
}

function sizeOfWindow(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function sizeOfContent(bytes: Buffer, offset: number, length: number): number {
  if (length === 8) return Number(bytes.readBigUInt64LE(offset));
  return bytes.readUIntLE(offset, length) + (length === 2 ? 256 : 0);
}
