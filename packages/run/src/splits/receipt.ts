import type { Counts } from "../counts.ts";
import type { HashedFile } from "../spool/hashed-file.ts";

/** The first row of a split that was refused with a code. */
export interface SplitRejection {
  readonly code: string;
  /** Counts from the split's first line, which is 1. */
  readonly line: number;
  readonly message: string;
}

/** What became of a split: published behind its files, so that whoever sees it finds them. Without timings: equal work, equal bytes. */
export interface Receipt {
  readonly key: string;
  readonly files: readonly HashedFile[];
  readonly counts: Counts;
  readonly rejections: readonly SplitRejection[];
  /** Bytes of the input that it read. */
  readonly bytes: number;
}
