import type { WorkerParts } from "../pipeline.ts";
import type { RunFolder } from "../splits/run-folder.ts";
import type { SplitProgress } from "../splits/work-split.ts";
import { TaskRunner } from "./do-task.ts";
import type { TaskPool } from "./worker-pool.ts";

/** Does tasks in this thread, one behind the other: for one worker, and for plug-ins that are no modules. */
export function createInlinePool(
  parts: WorkerParts,
  folder: RunFolder,
  signal: AbortSignal,
  onProgress: (more: SplitProgress) => void,
): TaskPool {
  const runner = new TaskRunner(parts, folder);
  let last: Promise<unknown> = Promise.resolve();
  return {
    size: 1,
    run(task) {
      const result = last.then(() => runner.run(task, signal, onProgress));
      last = result.catch(() => {});
      return result;
    },
    close: async () => {
      await last;
    },
  };
}
