import type { Hash } from "node:crypto";
import { open } from "node:fs/promises";

/** Bytes that are read at a time. */
const CHUNK = 1 << 21;

/**
 * Reads a file whole. What has been read goes into a hash while the next chunk is read: both take about as long.
 *
 * @param hash gets the bytes from `hashedFrom` on
 * @throws what `node:fs` throws, and for a file that becomes shorter meanwhile
 */
export async function readHashed(path: string, hash: Hash, hashedFrom = 0): Promise<Uint8Array<ArrayBuffer>> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const bytes = new Uint8Array(size);
    let hashed = hashedFrom;
    for (let end = 0; end < size;) {
      const reading = file.read(bytes, end, Math.min(CHUNK, size - end), end);
      if (hashed < end) hash.update(bytes.subarray(hashed, end));
      hashed = Math.max(hashed, end);
      const { bytesRead } = await reading;
      if (bytesRead === 0) throw new Error(`${path} became shorter while it was read`);
      end += bytesRead;
    }
    if (hashed < size) hash.update(bytes.subarray(hashed));
    return bytes;
  } finally {
    await file.close();
  }
}
