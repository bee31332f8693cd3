import { hasEnded, type QueuedJob } from "@turnwise/run";
import { count } from "../terminal/format-number.ts";

/** Of each task, and of finalizing, the job that was submitted last. */
export function newestJobs(jobs: readonly QueuedJob[]): ReadonlyMap<number | null, QueuedJob> {
  const byAge = jobs.toSorted((left, right) => Number(left.job) - Number(right.job));
  return new Map(byAge.map((job) => [job.task, job]));
}

/** Numbers of the jobs that have not ended. */
export function jobNumbers(jobs: readonly QueuedJob[]): readonly string[] {
  return [...new Set(jobs.filter((job) => !hasEnded(job)).map(({ job }) => job))];
}

/** `2 running on n1, n2; 6 waiting (Resources)`; of the job that finalizes only when no task is left. Empty if nothing is in the queue. */
export function describeQueue(jobs: readonly QueuedJob[]): string {
  const going = [...newestJobs(jobs).values()].filter((job) => !hasEnded(job));
  const tasks = going.filter(({ task }) => task !== null);
  if (tasks.length === 0) return going.map((job) => `finalize: ${describe(job.state, [job])}`).join("");
  const states = [...new Set(tasks.map(({ state }) => state))].toSorted().toReversed();
  const groups = states.map((state) => {
    const those = tasks.filter((job) => job.state === state);
    return `${count(those.length)} ${describe(state, those)}`;
  });
  return `tasks: ${groups.join("; ")}`;
}

function describe(state: string, jobs: readonly QueuedJob[]): string {
  if (state === "PENDING") {
    const reasons = listed(jobs.map(({ reason }) => reason).filter((reason) => reason !== "" && reason !== "None"));
    return reasons === "" ? "waiting" : `waiting (${reasons})`;
  }
  return `${state.toLowerCase()} on ${listed(jobs.map(({ node }) => node))}`;
}

const MOST_NAMES = 4;

function listed(names: readonly string[]): string {
  const different = [...new Set(names)].toSorted();
  const more = different.length - MOST_NAMES;
  return `${different.slice(0, MOST_NAMES).join(", ")}${more > 0 ? ` and ${count(more)} more` : ""}`;
}
