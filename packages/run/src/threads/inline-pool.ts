import type { WorkerParts } from "../pipeline.ts";
import type { RunFolder } from "../splits/run-folder.ts";
import type { SplitProgress } from "../splits/work-split.ts";
import { TaskRunner } from "./do-task.ts";
import type { Result, Task } from "./messages.ts";
import type { TaskPool } from "./worker-pool.ts";
import { withResult } from "./with-result.ts";
import { NO_TIMINGS } from "../timings/worker-timings.ts";

/**
 * Does tasks in this thread, one behind the other: for one worker, and for plug-ins that are no modules. While the disk has its time with
 * a split, the next is prepared.
 */
export function createInlinePool(
  parts: WorkerParts,
  folder: RunFolder,
  signal: AbortSignal,
  onProgress: (more: SplitProgress) => void,
): TaskPool {
  const runner = new TaskRunner(parts, folder, 0);
  let turn: Promise<unknown> = Promise.resolve();
  let all: Promise<unknown> = Promise.resolve();
  let timings = NO_TIMINGS;
  /** Of the first task that failed: none begins behind it. */
  let failure: { readonly error: unknown } | null = null;
  const run = async (task: Task, begin: Promise<unknown>, endTurn: () => void): Promise<Result> => {
    await begin;
    try {
      if (failure !== null) throw failure.error;
      const done = await runner.run(task, signal, onProgress, endTurn);
      timings = withResult(timings, done);
      return done;
    } catch (error) {
      failure ??= { error };
      throw error;
    } finally {
      endTurn();
    }
  };
  return {
    size: 1,
    run(task) {
      const begin = turn;
      const result = new Promise<Result>((resolve, reject) => {
        turn = new Promise<void>((endTurn) => void run(task, begin, endTurn).then(resolve, reject));
      });
      all = Promise.allSettled([all, result]);
      return result;
    },
    timings: () => [timings],
    retries: () => 0,
    close: async () => {
      await all;
      await runner.close();
    },
  };
}
