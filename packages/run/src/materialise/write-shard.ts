import type { LabelShift, ShardWriter, TrainerColumn } from "@turnwise/core";
import { TokenReader } from "../spool/spool-reader.ts";
import { columnDefinitions, RowBuilder, type TokenRun } from "./row-columns.ts";
import { RunRoom } from "./run-room.ts";

/** One shard to be written: plain data, which any worker can do. */
export interface ShardTask {
  /** The file to write. */
  readonly path: string;
  readonly writer: string;
  readonly shift: string;
  readonly columns: readonly TrainerColumn[];
  readonly packed: boolean;
  readonly weighted: boolean;
  readonly spool: string;
  /** Keys of the splits that examples come from. */
  readonly keys: readonly string[];
  /** Of each example its split (an index into `keys`), its first token there, and how many tokens of it are kept. */
  readonly splits: Int32Array;
  readonly offsets: Float64Array;
  readonly counts: Int32Array;
  /** Of each row where its examples end among them. */
  readonly rowEnds: Int32Array;
}

/** What was written. */
export interface WrittenShard {
  readonly rows: number;
  readonly tokens: number;
  /** Of each example how many labels the loss counts. */
  readonly trained: Int32Array;
}

/** Writes one shard. @throws {InputOutputError} */
export async function writeShard(task: ShardTask, writer: ShardWriter, shift: LabelShift): Promise<WrittenShard> {
  const { packed, weighted, splits, offsets, counts, rowEnds } = task;
  const reader = new TokenReader(task.spool, weighted, task.keys);
  const builder = new RowBuilder(task.columns, shift, packed);
  const room = new RunRoom();
  const trained = new Int32Array(counts.length);
  const shard = await writer.open(task.path, columnDefinitions(task.columns));
  let tokens = 0;
  try {
    let at = 0;
    for (const end of rowEnds) {
      const runs: TokenRun[] = [];
      const first = at;
      room.clear();
      for (; at < end; at++) {
        const key = task.keys[splits[at] ?? 0] ?? "";
        const [offset, run] = [offsets[at] ?? 0, room.take(counts[at] ?? 0)];
        reader.ids(key, offset, run.ids);
        reader.weights(key, offset, run.weights);
        runs.push(run);
      }
      const { row, trained: ofRow, tokens: more } = builder.row(runs);
      trained.set(ofRow, first);
      tokens += more;
      await shard.write(row);
    }
  } finally {
    reader.close();
  }
  await shard.close();
  return { rows: rowEnds.length, tokens, trained };
}
