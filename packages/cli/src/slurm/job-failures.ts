import { describeSplit, newestLog, whyFailed, type QueuedJob } from "@turnwise/run";
import { count } from "../terminal/format-number.ts";
import type { MissingTask } from "./missing-tasks.ts";
import { newestJobs } from "./queue-report.ts";

const MOST_TASKS = 8;
const MOST_PIECES = 3;

/** What became of a job that ended without success. */
export function describeFailure(folder: string, job: QueuedJob): string {
  return `${job.task === null ? "finalize" : `task ${job.task}`}: ${stateOf(job)}${logEnd(folder, job.task)}`;
}

/** A line for each task that is not done: what became of it, its pieces, and what its log says. */
export function describeMissing(folder: string, missing: readonly MissingTask[], jobs: readonly QueuedJob[]): string {
  const newest = newestJobs(jobs);
  const lines = missing.slice(0, MOST_TASKS).map(({ task, pieces }) => {
    const job = newest.get(task);
    const names = pieces.slice(0, MOST_PIECES).map(describeSplit);
    const more = pieces.length > MOST_PIECES ? [`and ${count(pieces.length - MOST_PIECES)} more pieces`] : [];
    const what = [...(job === undefined ? [] : [stateOf(job)]), ...names, ...more].join("; ");
    return `task ${task}: ${what}${logEnd(folder, task)}`;
  });
  if (missing.length > MOST_TASKS) lines.push(`and ${count(missing.length - MOST_TASKS)} more tasks`);
  return lines.map((line) => `  ${line.replaceAll("\n", "\n  ")}`).join("\n");
}

/** `FAILED (NonZeroExitCode) on n1` */
function stateOf({ state, reason, node }: QueuedJob): string {
  const why = reason === "" || reason === "None" ? "" : ` (${reason})`;
  return `${state}${why}${node === "" ? "" : ` on ${node}`}`;
}

/** Where its log lies and how that ends, indented below the line that it belongs to. */
function logEnd(folder: string, task: number | null): string {
  const log = newestLog(folder, task);
  if (log === null) return "";
  const why = whyFailed(log);
  return `\n  ${log.path}${why === "" ? " is empty" : `:\n    ${why.replaceAll("\n", "\n    ")}`}`;
}
