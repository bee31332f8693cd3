import type { WorkerParts } from "../pipeline.ts";
import type { RunFolder } from "../splits/run-folder.ts";
import type { SplitProgress } from "../splits/work-split.ts";
import { TaskRunner } from "./do-task.ts";
import type { TaskPool } from "./worker-pool.ts";
import { withResult } from "./with-result.ts";
import { NO_TIMINGS } from "../timings/worker-timings.ts";

/** Does tasks in this thread, one behind the other: for one worker, and for plug-ins that are no modules. */
export function createInlinePool(
  parts: WorkerParts,
  folder: RunFolder,
  signal: AbortSignal,
  onProgress: (more: SplitProgress) => void,
): TaskPool {
  const runner = new TaskRunner(parts, folder, 0);
  let last: Promise<unknown> = Promise.resolve();
  let timings = NO_TIMINGS;
  return {
    size: 1,
    run(task) {
      const result = last.then(() => runner.run(task, signal, onProgress));
      last = result.then(
        (done) => void (timings = withResult(timings, done)),
        () => {},
      );
      return result;
    },
    timings: () => [timings],
    retries: () => 0,
    close: async () => {
      await last;
    },
  };
}
