import { Buffer } from "node:buffer";
import { open } from "node:fs/promises";
import { fill } from "./file-chunks.ts";
import { LARGEST_RATIO } from "./guard-expansion.ts";
import type { Packing } from "./packing.ts";
import { zstdFrameHeader } from "./zstd-frames.ts";

/** How many times as long texts of chats are as what they are packed into, about. */
const USUAL_RATIO = 4;

/** gzip counts so far, and begins anew. */
const GZIP_COUNTS = 2 ** 32;

/**
 * About how many bytes a file unpacks to: as its first frame says (zstd) or its last four bytes (gzip), where that can be. A file may say what it
 * likes: the answer is at most {@link LARGEST_RATIO} times its size, for it decides into how many pieces the file is cut.
 *
 * @param head the file's first bytes
 * @param size of the file, in bytes
 * @throws what reading it throws
 */
export async function unpackedSize(path: string, packing: Packing, head: Uint8Array, size: number): Promise<number> {
  const guess = USUAL_RATIO * size;
  const told = packing === "zstd" ? Math.max(guess, sizeOfFrame(head)) : withRounds(await lastWord(path, size), guess);
  return Math.min(told < size ? guess : told, LARGEST_RATIO * size);
}

/** Of several frames the first speaks for itself alone; 0 if it says nothing. */
function sizeOfFrame(head: Uint8Array): number {
  return zstdFrameHeader(Buffer.from(head.buffer, head.byteOffset, head.length))?.contentSize ?? 0;
}

/** What gzip counted, with as many rounds as come nearest to the guess. */
function withRounds(counted: number, guess: number): number {
  return counted + Math.max(0, Math.round((guess - counted) / GZIP_COUNTS)) * GZIP_COUNTS;
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
