import { TurnwiseError } from "@turnwise/core";
import { hashOf, type QueuedJob } from "@turnwise/run";
import { readPlan, writePlan, type StoredPlan } from "../prepare/stored-plan.ts";
import { jobNumbers } from "./queue-report.ts";

/**
 * Stores the plan, unless it is there. While jobs are in the queue it cannot change: they would read it and do something else.
 *
 * @throws {TurnwiseError} `plan-differs`
 */
export function storePlan(folder: string, plan: StoredPlan, queue: readonly QueuedJob[]): void {
  const stored = readPlan(folder);
  if (stored !== null && hashOfWork(stored) === hashOfWork(plan)) {
    if (JSON.stringify(stored.stamps) !== JSON.stringify(plan.stamps)) writePlan(folder, plan);
    return;
  }
  const jobs = jobNumbers(queue);
  if (jobs.length === 0) return writePlan(folder, plan);
  throw new TurnwiseError(
    "plan-differs",
    `the jobs ${jobs.join(", ")} in the queue belong to another plan in ${folder}: input, settings, --tasks or versions were others. Give the same command to follow them; cancel them with scancel ${jobs.join(" ")}; or give another --work.`,
  );
}

/** Without what says nothing of the work. */
function hashOfWork(plan: StoredPlan): string {
  return hashOf({ ...plan, stamps: null });
}
