import { statSync } from "node:fs";
import { join } from "node:path";
import { hashFile } from "../hash-file.ts";
import type { HashedFile } from "../spool/hashed-file.ts";
import type { Receipt } from "./receipt.ts";
import type { RunFolder } from "./run-folder.ts";

/** What an earlier run left of a split. */
export interface LeftOfSplit {
  /** Null: there is nothing of use. */
  readonly receipt: Receipt | null;
  /** Paths of files that are not what was written: a disk or somebody changed them. */
  readonly damaged: readonly string[];
}

/**
 * Reads the files of a split that is done against their hashes. Where one of them is another, all are removed, so that the split is done
 * again.
 *
 * @throws {InputOutputError} `spool-unreadable`
 */
export async function reuseSplit(folder: RunFolder, key: string): Promise<LeftOfSplit> {
  const receipt = folder.writtenReceipt(key);
  if (receipt === null) return { receipt, damaged: [] };
  const damaged: string[] = [];
  for (const file of receipt.files) {
    const path = join(folder.spool, file.name);
    if (!(await isAsWritten(path, file))) damaged.push(path);
  }
  if (damaged.length === 0) return { receipt, damaged };
  folder.discard(receipt);
  return { receipt: null, damaged };
}

async function isAsWritten(path: string, { bytes, sha256 }: HashedFile): Promise<boolean> {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  return size === bytes && (await hashFile(path)).sha256 === sha256;
}
