import type { ShardWriter } from "@turnwise/core";
import { INDEX_COLUMNS } from "../materialise/encode-index.ts";
import type { IndexedStretch, IndexTask } from "../materialise/index-task.ts";
import type { Split } from "../pipeline.ts";
import type { SpooledExamples } from "../spool/spooled-examples.ts";
import { takenInOrder } from "../threads/in-parallel.ts";
import type { TaskPool } from "../threads/worker-pool.ts";
import { closeQuietly, PIECES_OF_WORKER } from "./pieces.ts";
import type { Placements } from "./placements.ts";

/** Lines of a piece: pieces do not depend on the splits, so that no byte does. */
const LINES_OF_PIECE = 1 << 16;

export interface IndexSettings {
  readonly path: string;
  readonly writer: ShardWriter;
  readonly pool: TaskPool;
  readonly spool: string;
  readonly splits: readonly Split[];
  /** Lines of the same input before each split. */
  readonly linesBefore: readonly number[];
  readonly examples: SpooledExamples;
  readonly placements: Placements;
  /** Names of the shards. */
  readonly shards: readonly string[];
}

/** Writes one line an example, in the order of the input: where it comes from, where it stands, what is known of its turns. */
export async function writeIndex(settings: IndexSettings): Promise<void> {
  const { path, writer, pool, examples } = settings;
  const { pieces } = writer;
  if (pieces === undefined) throw new Error(`the writer ${writer.name} makes no pieces`);
  const file = await pieces.join(path, INDEX_COLUMNS);
  try {
    const count = Math.ceil(examples.lengths.length / LINES_OF_PIECE);
    const starts = Array.from({ length: count }, (_, piece) => piece * LINES_OF_PIECE);
    await takenInOrder(
      PIECES_OF_WORKER * pool.size,
      starts,
      (start) => pool.run({ kind: "index", index: indexTask(settings, start) }),
      async (result) => {
        if (result.kind !== "index") throw new Error("a task of the index gives a piece of it");
        await file.append(result.piece);
      },
    );
  } catch (error) {
    await closeQuietly(file);
    throw error;
  }
  await file.close();
}

/** The task of the examples from `start` on that make a piece. */
function indexTask(settings: IndexSettings, start: number): IndexTask {
  const { writer, spool, examples, placements, shards } = settings;
  const count = Math.min(LINES_OF_PIECE, examples.lengths.length - start);
  const stretches = stretchesOf(settings, start, start + count);
  return { writer: writer.name, spool, stretches, placed: placements.of(start, count), shards };
}

/** The stretches of splits that the examples `[start, end)` are. */
function stretchesOf(
  { splits, linesBefore, examples }: IndexSettings,
  start: number,
  end: number,
): readonly IndexedStretch[] {
  const stretches: IndexedStretch[] = [];
  for (let at = start; at < end;) {
    const split = examples.splitOf(at);
    const { key = "", name: source = "" } = splits[split] ?? {};
    const until = Math.min(end, examples.splitStarts[split + 1] ?? end);
    const first = at - (examples.splitStarts[split] ?? 0);
    stretches.push({ key, source, linesBefore: linesBefore[split] ?? 0, first, count: until - at });
    at = until;
  }
  return stretches;
}
