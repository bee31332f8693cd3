import { Buffer } from "node:buffer";
import { open, type FileHandle } from "node:fs/promises";
import { InputOutputError } from "@turnwise/core";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "it is a directory; name the files in it",
  ENOTDIR: "a part of the path is not a directory",
  EMFILE: "too many files are open",
};

/**
 * The bytes of a file in full chunks, in one buffer that each chunk overwrites.
 *
 * @throws {InputOutputError} `input-unreadable`
 * @throws the signal's reason, once it is aborted
 */
export async function* readChunks(path: string, chunkBytes: number, signal?: AbortSignal): AsyncGenerator<Buffer> {
  signal?.throwIfAborted();
  const file = await open(path).catch((cause: unknown) => fail(path, cause));
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (;;) {
      const length = await fill(file, buffer).catch((cause: unknown) => fail(path, cause));
      signal?.throwIfAborted();
      if (length > 0) yield buffer.subarray(0, length);
      if (length < chunkBytes) return;
    }
  } finally {
    await file.close();
  }
}

/** A pipe gives less than was asked for; only the end of the file gives nothing. */
async function fill(file: FileHandle, buffer: Buffer): Promise<number> {
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, null);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length;
}

function fail(path: string, cause: unknown): never {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const reason = REASONS[code] ?? (cause instanceof Error ? cause.message : String(cause));
  throw new InputOutputError("input-unreadable", `cannot read ${path}: ${reason}.`, { cause });
}
