import { addTask, type WorkerTimings } from "../timings/worker-timings.ts";
import type { Result } from "./messages.ts";

/** A worker's timings with those of one more task. */
export function withResult(worker: WorkerTimings, result: Result): WorkerTimings {
  if (result.kind !== "split") {
    const shards = result.kind === "index" ? 0 : 1;
    return addTask(worker, { splits: 0, shards, rows: 0, tokens: 0 }, result.timings);
  }
  if (result.isReused) return addTask(worker, { splits: 0, shards: 0, rows: 0, tokens: 0 }, result.timings);
  const { prepared, rejected, tokens } = result.receipt.counts;
  return addTask(worker, { splits: 1, shards: 0, rows: prepared + rejected, tokens }, result.timings);
}
