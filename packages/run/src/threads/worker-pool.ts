import { Worker } from "node:worker_threads";
import { TurnwiseError } from "@turnwise/core";
import { describeSplit } from "../plan/describe-split.ts";
import type { SplitProgress } from "../splits/work-split.ts";
import { fromFailure } from "./failure.ts";
import { NO_TIMINGS, type WorkerTimings } from "../timings/worker-timings.ts";
import type { GivenTask, Result, Task, TaskAnswer, WorkerStart } from "./messages.ts";
import { withResult } from "./with-result.ts";

/** Does tasks, some at the same time. */
export interface TaskPool {
  /** How many it does at the same time. */
  readonly size: number;
  /** @throws what the task threw; `worker-died` where a thread ended twice over it */
  run(task: Task): Promise<Result>;
  /** What each worker did so far. */
  timings(): readonly WorkerTimings[];
  /** How often a task was done once more because its worker died. */
  retries(): number;
  close(): Promise<void>;
}

export interface PoolSettings extends Omit<WorkerStart, "started"> {
  readonly size: number;
  /** The file that a thread runs: it calls `runWorker`. */
  readonly script: URL;
  readonly onProgress: (more: SplitProgress) => void;
}

interface Waiting {
  readonly task: Task;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
  deaths: number;
  /** Whether its worker took another task since. */
  isPrepared: boolean;
}

/**
 * Worker threads. A thread that dies (out of memory, a crash of native code, `process.exit` in a plug-in) is replaced and its task
 * done once more; if that ends the same way, the task fails and the others go on.
 */
export function createWorkerPool(settings: PoolSettings): TaskPool {
  const { size, script, onProgress, folder } = settings;
  const queue: Waiting[] = [];
  /** Workers that take a task. */
  const idle: Worker[] = [];
  /** Of each worker what it was given and did not answer, by id. */
  const given = new Map<Worker, Map<number, Waiting>>();
  let lastId = 0;
  const timings = new Map<Worker, WorkerTimings>();
  let retries = 0;
  let isClosed = false;

  const start = (): Worker => {
    const workerData: WorkerStart = { settings: settings.settings, folder, started: Date.now() };
    const worker = new Worker(script, { workerData });
    given.set(worker, new Map());
    worker.on("message", (answer: TaskAnswer) => take(worker, answer));
    worker.on("error", (error) => died(worker, error));
    worker.on("exit", (code) => died(worker, new Error(`it ended with exit code ${code}`)));
    return worker;
  };
  const take = (worker: Worker, { id, answer }: TaskAnswer): void => {
    if (answer.kind === "progress") return onProgress(answer.more);
    const waiting = given.get(worker)?.get(id);
    if (waiting === undefined) return;
    if (!waiting.isPrepared) idle.push(worker);
    waiting.isPrepared = true;
    if (answer.kind !== "prepared") given.get(worker)?.delete(id);
    if (answer.kind === "failed") waiting.reject(fromFailure(answer.failure));
    else if (answer.kind !== "prepared") {
      timings.set(worker, withResult(timings.get(worker) ?? NO_TIMINGS, answer));
      waiting.resolve(answer);
    }
    next();
  };
  /** Called twice for one death: with the error, then with the exit. It is held against the task that was at work, if there was one. */
  const died = (worker: Worker, cause: Error): void => {
    const at = idle.indexOf(worker);
    if (at >= 0) idle.splice(at, 1);
    const unanswered = [...(given.get(worker)?.values() ?? [])];
    given.delete(worker);
    const isAnyUnprepared = unanswered.some(({ isPrepared }) => !isPrepared);
    for (const waiting of unanswered) {
      if (!waiting.isPrepared || !isAnyUnprepared) waiting.deaths++;
      if (waiting.deaths < 2 && !isClosed) {
        retries++;
        queue.unshift(waiting);
      } else waiting.reject(workerDied(waiting.task, cause));
    }
    next();
  };
  const next = (): void => {
    if (isClosed) return;
    while (queue.length > 0 && (idle.length > 0 || given.size < size)) {
      const waiting = queue.shift();
      if (waiting === undefined) return;
      const worker = idle.pop() ?? start();
      const task: GivenTask = { id: ++lastId, task: waiting.task };
      waiting.isPrepared = false;
      given.get(worker)?.set(task.id, waiting);
      worker.postMessage(task);
    }
  };
  return {
    size,
    run: (task) =>
      new Promise((resolve, reject) => {
        queue.push({ task, resolve, reject, deaths: 0, isPrepared: false });
        next();
      }),
    timings: () => [...timings.values()],
    retries: () => retries,
    async close() {
      isClosed = true;
      const workers = [...given.keys()];
      given.clear();
      idle.length = 0;
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function workerDied(task: Task, cause: Error): TurnwiseError {
  return new TurnwiseError(
    "worker-died",
    `a worker ended twice over ${describeTask(task)}: ${cause.message}. If it ran out of memory, lower --workers or --max-row-bytes; all other work is kept, and the same command goes on from there.`,
    { cause },
  );
}

function describeTask(task: Task): string {
  switch (task.kind) {
    case "split":
      return describeSplit(task.split);
    case "shard":
      return `the shard ${task.shard.path}`;
    case "piece":
      return `a piece of the shard ${task.shard.path}`;
    case "index":
      return "a piece of the index";
    default:
      return task satisfies never;
  }
}
