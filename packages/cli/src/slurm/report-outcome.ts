import { InputOutputError } from "@turnwise/core";
import { newestLog, type QueuedJob } from "@turnwise/run";
import { counted } from "../terminal/format-number.ts";
import { describeFailure, describeMissing } from "./job-failures.ts";
import type { MissingTask } from "./missing-tasks.ts";
import { newestJobs } from "./queue-report.ts";
import { untilPublished } from "./until-published.ts";

/** A run of which no job is in the queue any more. */
export interface EndedRun {
  readonly folder: string;
  readonly out: string;
  /** The plan's hash, which the manifest of its output has. */
  readonly hash: string;
  /** As they ended, as far as Slurm remembers. */
  readonly jobs: readonly QueuedJob[];
  readonly missing: () => readonly MissingTask[];
  readonly signal: AbortSignal;
}

/**
 * Gives the summary that the last job printed.
 *
 * @throws {InputOutputError} `run-incomplete` that names what is missing, and says why
 * @throws the signal's reason, once it is aborted
 */
export async function reportOutcome({ folder, out, hash, jobs, missing, signal }: EndedRun): Promise<string> {
  const finalizer = newestJobs(jobs).get(null);
  const mayCome = finalizer === undefined || finalizer.state === "COMPLETED";
  if (await untilPublished(out, hash, mayCome, signal))
    return newestLog(folder, null)?.text.trimEnd() ?? `written: ${out}`;
  const tasks = missing();
  const pieces = tasks.reduce((sum, task) => sum + task.pieces.length, 0);
  const what =
    pieces > 0
      ? `${counted(pieces, "piece")} ${pieces === 1 ? "is" : "are"} not done, of ${counted(tasks.length, "task")}:\n${describeMissing(folder, tasks, jobs)}`
      : `all pieces are done, but the output is not written.${finalizer === undefined ? "" : `\n  ${describeFailure(folder, finalizer).replaceAll("\n", "\n  ")}`}`;
  throw new InputOutputError("run-incomplete", `${what}\nThe same command submits what is missing.`);
}
