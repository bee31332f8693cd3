import { Encoders } from "../materialise/encoders.ts";
import { encodeIndex, INDEX_COLUMNS } from "../materialise/encode-index.ts";
import { columnDefinitions } from "../materialise/row-columns.ts";
import { encodePiece, writeShard } from "../materialise/write-shard.ts";
import type { RowPipeline, WorkerParts } from "../pipeline.ts";
import type { RunFolder } from "../splits/run-folder.ts";
import { reuseSplit } from "../splits/reuse-split.ts";
import { workSplit, type SplitProgress } from "../splits/work-split.ts";
import { Stopwatch } from "../timings/stopwatch.ts";
import { threadProcessorTime, type TaskTimings, type WorkerStage } from "../timings/worker-timings.ts";
import type { Result, Task } from "./messages.ts";

/** With which stage a task begins. */
const STAGES: Readonly<Record<Task["kind"], WorkerStage>> = {
  split: "open",
  shard: "shards",
  piece: "shards",
  index: "index",
};

/** Does tasks with the same parts, one behind the other; the model is opened with the first split that is not done. */
export class TaskRunner {
  readonly #parts: WorkerParts;
  readonly #folder: RunFolder;
  readonly #encoders = new Encoders();
  #pipeline: Promise<RowPipeline> | null = null;
  /** Milliseconds that opening the parts took, until a task has told them. */
  #opened: number;

  constructor(parts: WorkerParts, folder: RunFolder, opened: number) {
    this.#opened = opened;
    this.#parts = parts;
    this.#folder = folder;
  }

  /** `onPrepared`: called where the next task may begin before this one has ended. */
  async run(
    task: Task,
    signal: AbortSignal,
    onProgress: (more: SplitProgress) => void,
    onPrepared: () => void,
  ): Promise<Result> {
    const watch = new Stopwatch<WorkerStage>(STAGES[task.kind]);
    const processor = threadProcessorTime();
    const timings = (): TaskTimings => this.#timings(watch, processor);
    if (task.kind === "index") {
      const { kind, index } = task;
      const writer = this.#parts.writer(index.writer);
      const piece = await this.#encoders.use(writer, INDEX_COLUMNS, (encoder) => encodeIndex(index, encoder));
      return { kind, piece, timings: timings() };
    }
    if (task.kind !== "split") {
      const { kind, shard } = task;
      const [writer, shift] = [this.#parts.writer(shard.writer), this.#parts.shift(shard.shift)];
      if (kind === "shard") return { kind, trained: await writeShard(shard, writer, shift), timings: timings() };
      const encoded = await this.#encoders.use(writer, columnDefinitions(shard.columns), (encoder) =>
        encodePiece(shard, encoder, shift),
      );
      return { kind, ...encoded, timings: timings() };
    }
    watch.enter("spool");
    const { receipt: known, damaged } = await reuseSplit(this.#folder, task.split.key);
    if (known !== null) return { kind: "split", receipt: known, isReused: true, damaged, timings: timings() };
    watch.enter("open");
    const pipeline = await (this.#pipeline ??= this.#parts.rowPipeline());
    let prepared: TaskTimings | null = null;
    const receipt = await workSplit(pipeline, task.split, this.#folder, {
      signal,
      onProgress,
      onPrepared() {
        prepared = timings();
        onPrepared();
      },
      watch,
      ...(task.limit !== null && { limit: task.limit }),
    });
    return { kind: "split", receipt, isReused: false, damaged, timings: prepared ?? timings() };
  }

  /** Lets go of the files that are open. */
  async close(): Promise<void> {
    const pipeline = await this.#pipeline?.catch(() => null);
    await pipeline?.close();
  }

  #timings(watch: Stopwatch<WorkerStage>, processorBefore: number | null): TaskTimings {
    const opened = this.#opened;
    this.#opened = 0;
    const times = watch.times();
    const processor = threadProcessorTime();
    return {
      stages: opened === 0 ? times : { ...times, open: (times.open ?? 0) + opened },
      processor: processor === null ? null : processor - (opened === 0 ? (processorBefore ?? 0) : 0),
    };
  }
}
