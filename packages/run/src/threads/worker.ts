import { parentPort, workerData } from "node:worker_threads";
import type { OpenWorkerParts } from "../pipeline.ts";
import { RunFolder } from "../splits/run-folder.ts";
import { TaskRunner } from "./do-task.ts";
import { toFailure } from "./failure.ts";
import type { SplitProgress } from "../splits/work-split.ts";
import type { Answer, GivenTask, WorkerStart } from "./messages.ts";

/**
 * The whole of a worker thread: opens its parts, then answers one task after the other.
 *
 * @example
 * // worker.ts, the script of the threads
 * import { runWorker } from "@turnwise/run";
 * import { openWorkerParts } from "./open-worker-parts.ts";
 *
 * runWorker(openWorkerParts);
 */
export function runWorker(openWorkerParts: OpenWorkerParts): void {
  const port = parentPort;
  if (port === null) throw new Error("runWorker() belongs in a worker thread");
  const { settings, folder, started } = workerData as WorkerStart;
  const never = new AbortController().signal; // the main thread ends the whole thread
  const runner = openWorkerParts(settings).then(
    (parts) => new TaskRunner(parts, new RunFolder(folder), Date.now() - started),
  );
  runner.catch(() => {}); // answered with the first task
  port.on("message", ({ id, task }: GivenTask) => {
    const answer = (message: Answer): void => port.postMessage({ id, answer: message }, movedWith(message));
    const onProgress = (more: SplitProgress): void => answer({ kind: "progress", more });
    runner
      .then((ready) => ready.run(task, never, onProgress, () => answer({ kind: "prepared" })))
      .then(answer)
      .catch((error: unknown) => answer({ kind: "failed", failure: toFailure(error) }));
  });
}

/** Memory that goes over to the main thread instead of being copied. */
function movedWith(message: Answer): ArrayBuffer[] {
  return message.kind === "piece" || message.kind === "index" ? [message.piece.bytes.buffer] : [];
}
