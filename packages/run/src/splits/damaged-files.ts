import { statSync } from "node:fs";
import { join } from "node:path";
import { hashFile } from "../hash-file.ts";
import type { HashedFile } from "../spool/hashed-file.ts";
import type { Receipt } from "./receipt.ts";
import type { RunFolder } from "./run-folder.ts";

/**
 * Reads the files of a split that is done against their hashes; gives the paths of those that are not what was written: a disk or
 * somebody changed them.
 */
export async function damagedFiles(folder: RunFolder, { files }: Receipt): Promise<readonly string[]> {
  const damaged: string[] = [];
  for (const file of files) {
    const path = join(folder.spool, file.name);
    if (!(await isAsWritten(path, file))) damaged.push(path);
  }
  return damaged;
}

async function isAsWritten(path: string, { bytes, sha256 }: HashedFile): Promise<boolean> {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  return size === bytes && (await hashFile(path)).sha256 === sha256;
}
