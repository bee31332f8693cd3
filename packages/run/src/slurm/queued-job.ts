import { TurnwiseError } from "@turnwise/core";

/** A job in Slurm's queue, or one task of an array. */
export interface QueuedJob {
  /** Of an array, the job that was submitted. */
  readonly job: string;
  /** Index in the array, null for a job that is none. */
  readonly task: number | null;
  /** In Slurm's words: `PENDING`, `RUNNING`, `TIMEOUT`, … */
  readonly state: string;
  /** Where it runs or ran; empty before. */
  readonly node: string;
  /** Why it waits, or why it ended: `Resources`, `NonZeroExitCode`, … */
  readonly reason: string;
}

/** What `squeue --format` is asked for, so that {@link parseQueue} can read it. */
export const QUEUE_FORMAT = "%F|%K|%T|%N|%r";

/**
 * Reads what `squeue --noheader --array` prints in {@link QUEUE_FORMAT}.
 *
 * @throws {TurnwiseError} `slurm-failed` for lines of another form
 */
export function parseQueue(text: string): readonly QueuedJob[] {
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((line) => {
    const [, job, task, state, node, reason] = /^(\d+)\|(\d+|N\/A)\|([A-Z_]+)\|([^|]*)\|(.*)$/.exec(line) ?? [];
    if (job === undefined || task === undefined || state === undefined) {
      throw new TurnwiseError("slurm-failed", `squeue printed "${line}", which is not ${QUEUE_FORMAT}.`);
    }
    return { job, task: task === "N/A" ? null : Number(task), state, node: node ?? "", reason: reason ?? "" };
  });
}

/** States behind which nothing follows: https://slurm.schedmd.com/job_state_codes.html. A job that is requeued is PENDING again. */
const FINAL: ReadonlySet<string> = new Set([
  "BOOT_FAIL",
  "CANCELLED",
  "COMPLETED",
  "DEADLINE",
  "FAILED",
  "NODE_FAIL",
  "OUT_OF_MEMORY",
  "PREEMPTED",
  "REVOKED",
  "TIMEOUT",
]);

/** Whether a job has ended, well or not. */
export function hasEnded({ state }: QueuedJob): boolean {
  return FINAL.has(state);
}
