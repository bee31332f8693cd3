import { Buffer } from "node:buffer";
import { open } from "node:fs/promises";
import { fill } from "./file-chunks.ts";
import type { Packing } from "./packing.ts";
import { zstdFrameHeader } from "./zstd-frames.ts";

/** How many times as long texts of chats are as what they are packed into, about. */
const USUAL_RATIO = 4;

/** gzip counts so far, and begins anew. */
const GZIP_COUNTS = 2 ** 32;

/**
 * About how many bytes a file unpacks to: as its first frame says (zstd) or its last four bytes (gzip), where that can be.
 *
 * @param head the file's first bytes
 * @param size of the file, in bytes
 * @throws what reading it throws
 */
export async function unpackedSize(path: string, packing: Packing, head: Uint8Array, size: number): Promise<number> {
  const guess = USUAL_RATIO * size;
  if (packing === "zstd") {
    // Of several frames the first speaks for itself alone.
    return Math.max(guess, zstdFrameHeader(Buffer.from(head.buffer, head.byteOffset, head.length))?.contentSize ?? 0);
  }
  const told = await lastWord(path, size);
  const rounds = Math.max(0, Math.round((guess - told) / GZIP_COUNTS));
  const unpacked = told + rounds * GZIP_COUNTS;
  return unpacked < size ? guess : unpacked;
}

/** The last four bytes as a number. */
async function lastWord(path: string, size: number): Promise<number> {
  const file = await open(path);
  try {
    const bytes = Buffer.alloc(4);
    await fill(file, bytes, Math.max(0, size - bytes.length));
    return bytes.readUInt32LE(0);
  } finally {
    await file.close();
  }
}
