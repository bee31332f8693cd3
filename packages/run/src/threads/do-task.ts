import { writeShard } from "../materialise/write-shard.ts";
import type { RowPipeline, WorkerParts } from "../pipeline.ts";
import type { RunFolder } from "../splits/run-folder.ts";
import { workSplit, type SplitProgress } from "../splits/work-split.ts";
import type { Answer, Task } from "./messages.ts";

/** Does tasks with the same parts, one behind the other; the model is opened with the first split. */
export class TaskRunner {
  readonly #parts: WorkerParts;
  readonly #folder: RunFolder;
  #pipeline: Promise<RowPipeline> | null = null;

  constructor(parts: WorkerParts, folder: RunFolder) {
    this.#parts = parts;
    this.#folder = folder;
  }

  async run(
    task: Task,
    signal: AbortSignal,
    onProgress: (more: SplitProgress) => void,
  ): Promise<Extract<Answer, { readonly kind: "split" | "shard" }>> {
    if (task.kind === "shard") {
      const { shard } = task;
      const written = await writeShard(shard, this.#parts.writer(shard.writer), this.#parts.shift(shard.shift));
      return { kind: "shard", written };
    }
    const pipeline = await (this.#pipeline ??= this.#parts.rowPipeline());
    const options = { signal, onProgress, ...(task.limit === null ? {} : { limit: task.limit }) };
    return { kind: "split", receipt: await workSplit(pipeline, task.split, this.#folder, options) };
  }
}
