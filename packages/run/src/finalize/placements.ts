import type { LabelShift } from "@turnwise/core";
import type { Arrangement } from "../arrange/arrange-examples.ts";
import { keptTokens } from "./shard-tasks.ts";

/** Where each example stands in the output, 16 bytes an example; -1 for one that is not there. */
export interface Placements {
  /** Number of its shard among all. */
  readonly shard: Int32Array;
  /** Row in that shard. */
  readonly row: Int32Array;
  /** First token in that row. */
  readonly start: Int32Array;
  /** Labels of it that the loss counts. */
  readonly trained: Int32Array;
}

export function emptyPlacements(examples: number): Placements {
  const column = (): Int32Array => new Int32Array(examples).fill(-1);
  return { shard: column(), row: column(), start: column(), trained: column() };
}

/** Notes where an arrangement puts its examples; its shards count from `firstShard`. */
export function place(
  placements: Placements,
  { examples, rowEnds, shardEnds }: Arrangement,
  lengths: Int32Array,
  shift: LabelShift,
  maxLength: number | null,
  firstShard: number,
): void {
  let at = 0;
  let row = 0;
  for (const [shard, end] of shardEnds.entries()) {
    for (const firstRow = row; row < end; row++) {
      let start = 0;
      for (; at < (rowEnds[row] ?? 0); at++) {
        const example = examples[at] ?? 0;
        placements.shard[example] = firstShard + shard;
        placements.row[example] = row - firstRow;
        placements.start[example] = start;
        start += shift.outputLength(keptTokens(lengths[example] ?? 0, shift, maxLength));
      }
    }
  }
}
