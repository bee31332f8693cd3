import type { LabelShift, ShardRow } from "@turnwise/core";
import { TokenReader, type TokenRun } from "../spool/token-reader.ts";
import { RowBuilder } from "./row-columns.ts";
import { RunRoom } from "./run-room.ts";
import type { ShardTask } from "./shard-task.ts";

/** Makes the rows of a task, each valid until the next; `trained` gets of each example how many labels the loss counts. @throws {InputOutputError} */
export function* shardRows(task: ShardTask, shift: LabelShift, trained: Int32Array): Generator<ShardRow, void> {
  const { packed, weighted, keys, splits, offsets, counts, rowEnds } = task;
  const reader = new TokenReader(task.spool, keys, weighted, task.held);
  const builder = new RowBuilder(task.columns, shift, packed);
  const room = new RunRoom();
  try {
    let at = 0;
    for (const end of rowEnds) {
      const runs: TokenRun[] = [];
      const first = at;
      room.clear();
      for (; at < end; at++) {
        const run = room.take(counts[at] ?? 0);
        reader.read(splits[at] ?? 0, offsets[at] ?? 0, run);
        runs.push(run);
      }
      const { row, trained: ofRow } = builder.row(runs);
      trained.set(ofRow, first);
      yield row;
    }
  } finally {
    reader.close();
  }
}
