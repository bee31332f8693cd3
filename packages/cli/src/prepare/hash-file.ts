import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { InputOutputError } from "@turnwise/core";

/** Size and SHA-256 (hex) of a file. */
export interface FileHash {
  readonly bytes: number;
  readonly sha256: string;
}

/** Read at once: a hash takes less time than many small reads. */
const CHUNK_BYTES = 1 << 20;

/** @throws {InputOutputError} `input-unreadable` */
export async function hashFile(path: string): Promise<FileHash> {
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch (error) {
    throw new InputOutputError("input-unreadable", `${path} cannot be read: ${String(error)}`, { cause: error });
  }
  return { bytes, sha256: hash.digest("hex") };
}
