import { hasEnded, type QueuedJob } from "./queued-job.ts";

/** What is to be submitted, so that a run comes to its end. */
export interface Submission {
  /** Tasks of the plan, ascending. */
  readonly tasks: readonly number[];
  /** Whether a job is needed that finalizes. */
  readonly finalize: boolean;
  /** Arrays in the queue that it waits for, too. */
  readonly arrays: readonly string[];
  /** Jobs that would finalize before these tasks are done. */
  readonly superseded: readonly string[];
}

/**
 * What is missing and in nobody's hands: a task in the queue is left to it, also one that Slurm puts back there after its node failed or
 * it was preempted.
 *
 * @param missing tasks that are not done, ascending
 * @param queue the jobs of this run: tasks of arrays, and jobs that finalize
 */
export function decideSubmission(missing: readonly number[], queue: readonly QueuedJob[]): Submission {
  const going = queue.filter((job) => !hasEnded(job));
  const taken = new Set(going.map(({ task }) => task));
  const tasks = missing.filter((task) => !taken.has(task));
  const finalizers = going.filter(({ task }) => task === null);
  return {
    tasks,
    finalize: tasks.length > 0 || finalizers.length === 0,
    arrays: [...new Set(going.filter(({ task }) => task !== null).map(({ job }) => job))],
    superseded: tasks.length > 0 ? finalizers.filter(({ state }) => state === "PENDING").map(({ job }) => job) : [],
  };
}
