import { addTimes, type StageTimes } from "./stopwatch.ts";

/** What a worker does: opens plug-ins and model; reads rows, prepares them, writes them to the spool; writes shards and index. */
export type WorkerStage = "open" | "read" | "prepare" | "spool" | "shards" | "index";

/** What one task took. Milliseconds. */
export interface TaskTimings {
  readonly stages: StageTimes<WorkerStage>;
  /** Processor time of the thread; null where Node cannot tell (before 22.19). */
  readonly processor: number | null;
}

/** What one worker did and how long it took, in all its tasks. Milliseconds. */
export interface WorkerTimings extends TaskTimings {
  readonly splits: number;
  readonly shards: number;
  /** Rows and tokens that it prepared. */
  readonly rows: number;
  readonly tokens: number;
}

/** Tasks of a worker, and of those that took its place after it died. */
export const NO_TIMINGS: WorkerTimings = { splits: 0, shards: 0, rows: 0, tokens: 0, stages: {}, processor: null };

/** With one more task. */
export function addTask(
  worker: WorkerTimings,
  done: Omit<WorkerTimings, keyof TaskTimings>,
  task: TaskTimings,
): WorkerTimings {
  return {
    splits: worker.splits + done.splits,
    shards: worker.shards + done.shards,
    rows: worker.rows + done.rows,
    tokens: worker.tokens + done.tokens,
    stages: addTimes(worker.stages, task.stages),
    processor: task.processor === null ? worker.processor : (worker.processor ?? 0) + task.processor,
  };
}

/** Processor time of this thread so far, or null. */
export function threadProcessorTime(): number | null {
  if (!("threadCpuUsage" in process) || typeof process.threadCpuUsage !== "function") return null;
  const usage: unknown = process.threadCpuUsage();
  const { user, system } = usage as { readonly user: number; readonly system: number };
  return (user + system) / 1000;
}
