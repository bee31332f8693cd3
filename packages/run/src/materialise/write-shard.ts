import type { LabelShift, PieceEncoder, ShardPiece, ShardWriter } from "@turnwise/core";
import { columnDefinitions } from "./row-columns.ts";
import { shardRows } from "./shard-rows.ts";
import type { ShardTask } from "./shard-task.ts";

/** Of each example of a task how many labels the loss counts. */
export type TrainedLabels = Int32Array<ArrayBuffer>;

/** Writes one shard. @throws {InputOutputError} */
export async function writeShard(task: ShardTask, writer: ShardWriter, shift: LabelShift): Promise<TrainedLabels> {
  const trained = new Int32Array(task.counts.length);
  const shard = await writer.open(task.path, columnDefinitions(task.columns));
  for (const row of shardRows(task, shift, trained)) await shard.write(row);
  await shard.close();
  return trained;
}

/** Encodes rows that are a piece of a shard. `encoder`: one without rows. @throws {InputOutputError} */
export function encodePiece(
  task: ShardTask,
  encoder: PieceEncoder,
  shift: LabelShift,
): { readonly piece: ShardPiece; readonly trained: TrainedLabels } {
  const trained = new Int32Array(task.counts.length);
  for (const row of shardRows(task, shift, trained)) encoder.write(row);
  return { piece: encoder.finish(), trained };
}
