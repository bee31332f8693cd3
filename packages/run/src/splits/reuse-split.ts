import { damagedFiles } from "./damaged-files.ts";
import type { Receipt } from "./receipt.ts";
import type { RunFolder } from "./run-folder.ts";

/** What an earlier run left of a split. */
export interface LeftOfSplit {
  /** Null: there is nothing of use. */
  readonly receipt: Receipt | null;
  /** Paths of files that are not what was written. */
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
  const damaged = await damagedFiles(folder, receipt);
  if (damaged.length === 0) return { receipt, damaged };
  folder.discard(receipt);
  return { receipt: null, damaged };
}
