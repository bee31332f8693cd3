import { dirname, join } from "node:path";
import type { JoinedShard, ShardPieces, ShardWriter } from "@turnwise/core";
import type { Arrangement } from "../arrange/arrange-examples.ts";
import { makeFolder } from "../make-folder.ts";
import { columnDefinitions } from "../materialise/row-columns.ts";
import { firstAbove } from "../sorted-search.ts";
import { inParallel, takenInOrder } from "../threads/in-parallel.ts";
import type { TaskPool } from "../threads/worker-pool.ts";
import { closeQuietly, PIECES_OF_WORKER } from "./pieces.ts";
import type { Placements } from "./placements.ts";
import { shardTask, type ShardSettings } from "./shard-tasks.ts";

/** The shards of an arrangement, and who notes what. */
export interface ShardsToWrite {
  readonly settings: Omit<ShardSettings, "writer"> & { readonly writer: ShardWriter };
  readonly arrangement: Arrangement;
  /** Files of the shards, seen from `out`. */
  readonly names: readonly string[];
  readonly pool: TaskPool;
  readonly out: string;
  /** Gets the trained tokens of each example. */
  readonly placements: Placements;
}

/** Tokens of a piece of a shard, about: what a streaming reader reads at once, and little enough that all workers have some. */
export const PIECE_TOKENS: number = 1 << 21;

/** Writes shards; gives the sum of their trained tokens. @throws {InputOutputError} */
export async function writeShards(shards: ShardsToWrite): Promise<number> {
  const { settings, names, out } = shards;
  for (const folder of new Set(names.map((name) => dirname(join(out, name))))) makeFolder(folder);
  const { pieces } = settings.writer;
  const trained = await (pieces === undefined ? writeEach(shards) : writeJoined(shards, pieces));
  return trained.reduce((sum, each) => sum + each, 0);
}

/** Workers write a shard each. */
function writeEach({ settings, arrangement, names, pool, out, placements }: ShardsToWrite): Promise<number[]> {
  const ofTasks = { ...settings, writer: settings.writer.name };
  return inParallel(pool.size, names, async (name, at) => {
    const rows = rowsOf(arrangement.shardEnds, at);
    const result = await pool.run({ kind: "shard", shard: shardTask(ofTasks, arrangement, rows, join(out, name)) });
    if (result.kind !== "shard") throw new Error("a shard's task gives a shard");
    return placements.noteTrained(arrangement, rows[0], result.trained);
  });
}

/** Workers encode pieces, which this thread joins in their order: no byte depends on who made which. */
async function writeJoined(
  { settings, arrangement, names, pool, out, placements }: ShardsToWrite,
  pieces: ShardPieces,
): Promise<number[]> {
  const { trainer, packed, weighted, writer } = settings;
  const ofTasks = { ...settings, writer: writer.name };
  const { pieceEnds, shardEnds } = arrangement;
  const pathOf = ([firstRow]: Rows): string => join(out, names[firstAbove(shardEnds, firstRow)] ?? "");
  let file: JoinedShard | null = null;
  try {
    return await takenInOrder(
      PIECES_OF_WORKER * pool.size,
      [...pieceEnds],
      (_, at) => {
        const rows = rowsOf(pieceEnds, at);
        return pool.run({ kind: "piece", shard: shardTask(ofTasks, arrangement, rows, pathOf(rows)) });
      },
      async (result, end, at) => {
        if (result.kind !== "piece") throw new Error("a piece's task gives a piece");
        const rows = rowsOf(pieceEnds, at);
        file ??= await pieces.join(pathOf(rows), columnDefinitions(trainer.columns({ packed, weighted })));
        await file.append(result.piece);
        if (shardEnds.includes(end)) {
          await file.close();
          file = null;
        }
        return placements.noteTrained(arrangement, rows[0], result.trained);
      },
    );
  } catch (error) {
    await closeQuietly(file);
    throw error;
  }
}

type Rows = readonly [firstRow: number, endRow: number];

function rowsOf(ends: Int32Array, at: number): Rows {
  return [ends[at - 1] ?? 0, ends[at] ?? 0];
}
