import { Buffer } from "node:buffer";
import { open, stat } from "node:fs/promises";
import type { ByteRange, DatasetInput, RandomAccess } from "@turnwise/core";
import { fileChunks, fill } from "./file-chunks.ts";
import { guardExpansion } from "./guard-expansion.ts";
import { gunzipChunks } from "./gunzip-chunks.ts";
import { broken, unreadable } from "./input-failure.ts";
import { packingOf, type Packing } from "./packing.ts";
import { temporaryCopy } from "./temporary-copy.ts";
import { UnpackedRanges } from "./unpacked-ranges.ts";
import { unpackedSize } from "./unpacked-size.ts";
import { unzstdChunks } from "./unzstd-chunks.ts";

/** How much of a file shows what it is. */
const HEAD_BYTES = 1 << 16;

/** A file, unpacked while it is read if it is gzip or zstd. */
export class FileInput implements DatasetInput {
  readonly name: string;
  readonly path: string;
  readonly packing: Packing | undefined;
  readonly head: Uint8Array;
  readonly isWhole: boolean;
  /** Of the file as it lies there, in bytes. */
  readonly size: number;
  /** What it unpacks to, in bytes: about, for few files say it, and none for sure; where it is not packed, its size. */
  readonly unpackedSize: number;
  readonly #ranges: UnpackedRanges | null;
  #bytesRead = 0;

  private constructor(
    name: string,
    path: string,
    {
      packing,
      head,
      isWhole,
      size,
      unpackedSize: unpacked,
    }: Pick<FileInput, "packing" | "head" | "isWhole" | "size" | "unpackedSize">,
  ) {
    this.name = name;
    this.path = path;
    this.packing = packing;
    this.head = head;
    this.isWhole = isWhole;
    this.size = size;
    this.unpackedSize = unpacked;
    this.#ranges = packing === undefined ? null : new UnpackedRanges(() => this.#unpacked(packing));
  }

  /**
   * @param name as messages call it; by default its path
   * @throws {InputOutputError} `input-unreadable`, `input-broken`
   */
  static async open(path: string, name: string = path): Promise<FileInput> {
    const { size } = await stat(path).catch((cause: unknown) => {
      throw unreadable(name, cause);
    });
    const first = await startOf(fileChunks(path));
    const packing = packingOf(first.head);
    const begins = packing === undefined ? first : await startOf(unpackedChunks(name, path, packing));
    if (packing !== undefined && packingOf(begins.head) !== undefined) {
      throw broken(name, "it is packed twice. Unpack it once, and give the result.");
    }
    const unpacked = packing === undefined ? size : await unpackedSize(path, packing, first.head, size);
    return new FileInput(name, path, { packing, ...begins, size, unpackedSize: unpacked });
  }

  /** How far it was read by now: of the file as it lies there, in bytes. For progress. */
  get bytesRead(): number {
    return this.#bytesRead;
  }

  chunks({
    range,
    again,
    signal,
  }: {
    readonly range?: ByteRange;
    readonly again?: number;
    readonly signal?: AbortSignal;
  } = {}): AsyncIterable<Buffer> {
    const { packing } = this;
    if (packing === undefined || this.#ranges === null) {
      this.#bytesRead = range?.start ?? 0;
      return counted(fileChunks(this.path, { ...(range && { range }), ...(signal && { signal }) }), this.#count);
    }
    if (range === undefined && again === undefined) return this.#unpacked(packing, signal);
    return this.#ranges.chunks(range ?? { start: 0 }, again, signal);
  }

  /** All of it, from its first byte on. */
  #unpacked(packing: Packing, signal?: AbortSignal): AsyncGenerator<Buffer> {
    this.#bytesRead = 0;
    return unpackedChunks(this.name, this.path, packing, { count: this.#count, ...(signal && { signal }) });
  }

  readonly #count = (bytes: number): void => void (this.#bytesRead += bytes);

  async close(): Promise<void> {
    await this.#ranges?.close();
  }

  async open(signal?: AbortSignal): Promise<RandomAccess> {
    if (this.packing === undefined) return openFile(this.path, this.name, (end) => void (this.#bytesRead = end));
    const copy = await temporaryCopy(this.chunks(signal === undefined ? {} : { signal }));
    const file = await openFile(copy.path, this.name, () => {});
    return {
      ...file,
      async close() {
        await file.close();
        copy.remove();
      },
    };
  }
}

async function startOf(
  chunks: AsyncIterable<Buffer>,
): Promise<{ readonly head: Uint8Array; readonly isWhole: boolean }> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    pieces.push(Buffer.from(chunk.subarray(0, HEAD_BYTES + 1 - length)));
    length += pieces.at(-1)?.length ?? 0;
    if (length > HEAD_BYTES) return { head: Buffer.concat(pieces).subarray(0, HEAD_BYTES), isWhole: false };
  }
  return { head: Buffer.concat(pieces), isWhole: true };
}

function unpackedChunks(
  name: string,
  path: string,
  packing: Packing,
  { count, signal }: { readonly count?: (bytes: number) => void; readonly signal?: AbortSignal } = {},
): AsyncGenerator<Buffer> {
  let packedBytes = 0;
  const packed = counted(fileChunks(path, signal === undefined ? {} : { signal }), (bytes) => {
    packedBytes += bytes;
    count?.(bytes);
  });
  const unpacked = packing === "gzip" ? gunzipChunks(name, packed) : unzstdChunks(name, packed);
  return guardExpansion(name, unpacked, () => packedBytes);
}

async function* counted(chunks: AsyncIterable<Buffer>, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    count(chunk.length);
    yield chunk;
  }
}

async function openFile(path: string, name: string, onRead: (end: number) => void): Promise<RandomAccess> {
  const fail = (cause: unknown): never => {
    throw unreadable(name, cause);
  };
  const file = await open(path).catch(fail);
  const { size } = await file.stat();
  return {
    size,
    async read(start, end) {
      onRead(end);
      const bytes = Buffer.alloc(Math.max(0, end - start));
      const length = await fill(file, bytes, start).catch(fail);
      if (length < bytes.length) fail(new Error(`it ends at byte ${start + length}, and ${end} were there`));
      return bytes;
    },
    close: () => file.close(),
  };
}
