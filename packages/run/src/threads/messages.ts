import type { ShardPiece } from "@turnwise/core";
import type { IndexTask } from "../materialise/index-task.ts";
import type { ShardTask } from "../materialise/shard-task.ts";
import type { TrainedLabels } from "../materialise/write-shard.ts";
import type { Split } from "../pipeline.ts";
import type { Receipt } from "../splits/receipt.ts";
import type { SplitProgress } from "../splits/work-split.ts";
import type { TaskTimings } from "../timings/worker-timings.ts";

/** What a worker thread is started with. */
export interface WorkerStart {
  /** What `openWorkerParts` is called with: JSON. */
  readonly settings: unknown;
  /** The run's folder. */
  readonly folder: string;
  /** When, in milliseconds since 1970: a thread's own clock may begin with the process. */
  readonly started: number;
}

export type Task =
  | { readonly kind: "split"; readonly split: Split; readonly limit: number | null }
  | { readonly kind: "shard"; readonly shard: ShardTask }
  | { readonly kind: "piece"; readonly shard: ShardTask }
  | { readonly kind: "index"; readonly index: IndexTask };

/** A task as it goes to a worker. */
export interface GivenTask {
  readonly id: number;
  readonly task: Task;
}

/** What a worker says of a task. */
export interface TaskAnswer {
  /** That of the task. */
  readonly id: number;
  readonly answer: Answer;
}

/**
 * What a worker answers: progress any number of times, of a split that all its rows are prepared, then one result or failure. Behind
 * `prepared` it takes the next task, while the disk has its time with this one.
 */
export type Answer =
  | { readonly kind: "progress"; readonly more: SplitProgress }
  | { readonly kind: "prepared" }
  | {
      readonly kind: "split";
      readonly receipt: Receipt;
      /** Whether it was done before. */
      readonly isReused: boolean;
      /** Files of an earlier run that were not what was written, so that it was done again. */
      readonly damaged: readonly string[];
      readonly timings: TaskTimings;
    }
  | { readonly kind: "shard"; readonly trained: TrainedLabels; readonly timings: TaskTimings }
  | {
      readonly kind: "piece";
      readonly piece: ShardPiece;
      readonly trained: TrainedLabels;
      readonly timings: TaskTimings;
    }
  | { readonly kind: "index"; readonly piece: ShardPiece; readonly timings: TaskTimings }
  | { readonly kind: "failed"; readonly failure: Failure };

/** What came of a task. */
export type Result = Extract<Answer, { readonly kind: Task["kind"] }>;

/** An error as it crosses threads, which keeps no classes. */
export interface Failure {
  readonly code: string | null;
  readonly message: string;
  readonly stack: string | null;
  readonly isInputOutput: boolean;
}
