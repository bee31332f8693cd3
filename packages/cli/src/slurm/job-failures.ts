import { describeSplit, newestLog, whyFailed, type QueuedJob, type Split } from "@turnwise/run";
import { counted } from "../terminal/format-number.ts";
import type { MissingTask } from "./missing-tasks.ts";
import { newestJobs } from "./queue-report.ts";

const MOST_TASKS = 8;
const MOST_RANGES = 3;

/** What became of a job that ended without success, and what its log says. */
export function describeFailure(folder: string, job: QueuedJob): string {
  return `${job.task === null ? "finalize" : `task ${job.task}`}: ${stateOf(job)}${logEnd(folder, job.task)}`;
}

/** A line for each task that is not done: what became of it, its pieces, and what its log says. */
export function describeMissing(folder: string, missing: readonly MissingTask[], jobs: readonly QueuedJob[]): string {
  const newest = newestJobs(jobs);
  const lines = missing.slice(0, MOST_TASKS).map(({ task, pieces }) => {
    const job = newest.get(task);
    const ranges = joined(pieces);
    const names = ranges.slice(0, MOST_RANGES).map(describeSplit);
    const more = ranges.length > MOST_RANGES ? [`and ${counted(ranges.length - MOST_RANGES, "more range")}`] : [];
    const what = [...(job === undefined ? [] : [stateOf(job)]), ...names, ...more].join("; ");
    return `task ${task}: ${what}${logEnd(folder, task)}`;
  });
  if (missing.length > MOST_TASKS) lines.push(`and ${counted(missing.length - MOST_TASKS, "more task")}`);
  return lines.map((line) => `  ${line.replaceAll("\n", "\n  ")}`).join("\n");
}

/** Pieces side by side as one. */
function joined(pieces: readonly Split[]): readonly Pick<Split, "name" | "range" | "unit">[] {
  const ranges: Pick<Split, "name" | "range" | "unit">[] = [];
  for (const { name, range, unit } of pieces) {
    const last = ranges.at(-1);
    const isNext = last?.name === name && range !== null && last.range?.end === range.start;
    if (isNext && last.range !== null)
      ranges.splice(-1, 1, { name, unit, range: { ...range, start: last.range.start } });
    else ranges.push({ name, range, unit });
  }
  return ranges;
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
