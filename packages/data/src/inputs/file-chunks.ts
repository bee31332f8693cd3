import { Buffer } from "node:buffer";
import { open, type FileHandle } from "node:fs/promises";
import type { ByteRange } from "@turnwise/core";
import { unreadable } from "./input-failure.ts";

export const CHUNK_BYTES: number = 1 << 20;

/**
 * The bytes of a file in full chunks, in one buffer that each chunk overwrites.
 *
 * @throws {InputOutputError} `input-unreadable`
 * @throws the signal's reason, once it is aborted
 */
export async function* fileChunks(
  path: string,
  { range, signal }: { readonly range?: ByteRange; readonly signal?: AbortSignal } = {},
): AsyncGenerator<Buffer> {
  signal?.throwIfAborted();
  const file = await open(path).catch((cause: unknown) => fail(path, cause));
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    let position = range?.start ?? 0;
    const end = range?.end ?? Number.POSITIVE_INFINITY;
    while (position < end) {
      const wanted = buffer.subarray(0, Math.min(CHUNK_BYTES, end - position));
      const length = await fill(file, wanted, range === undefined ? null : position).catch((cause: unknown) =>
        fail(path, cause),
      );
      signal?.throwIfAborted();
      if (length > 0) yield wanted.subarray(0, length);
      if (length < wanted.length) return;
      position += length;
    }
  } finally {
    await file.close();
  }
}

/**
 * Fills a buffer and gives how much of it; a pipe gives less than was asked for, and only the end of the file gives nothing.
 *
 * @param position null: where the last read ended, as a pipe is read
 */
export async function fill(file: FileHandle, buffer: Buffer, position: number | null): Promise<number> {
  let length = 0;
  while (length < buffer.length) {
    const at = position === null ? null : position + length;
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, at);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length;
}

function fail(path: string, cause: unknown): never {
  throw unreadable(path, cause);
}
