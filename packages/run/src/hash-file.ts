import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** Size and SHA-256 (hex) of a file. */
export interface FileHash {
  readonly bytes: number;
  readonly sha256: string;
}

/** Read at once: a hash takes less time than many small reads. */
const CHUNK_BYTES = 1 << 20;

/**
 * Reads a file through.
 *
 * @throws what reading it throws
 */
export async function hashFile(path: string): Promise<FileHash> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest("hex") };
}
