import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { InputOutputError } from "@turnwise/core";

/** Size and SHA-256 (hex) of a file. */
export interface FileHash {
  readonly bytes: number;
  readonly sha256: string;
}

/** @throws {InputOutputError} `input-unreadable` */
export async function hashFile(path: string): Promise<FileHash> {
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch (error) {
    throw new InputOutputError("input-unreadable", `${path} cannot be read: ${String(error)}`, { cause: error });
  }
  return { bytes, sha256: hash.digest("hex") };
}
