import { hasEnded, watchQueue, type DoneSplits, type QueuedJob, type Slurm, type SubmittedJobs } from "@turnwise/run";
import { count, counted, duration, percent } from "../terminal/format-number.ts";
import { describeFailure } from "./job-failures.ts";
import { describeQueue } from "./queue-report.ts";

/** What is followed. */
export interface FollowedRun {
  readonly slurm: Slurm;
  /** What its jobs are called. */
  readonly name: string;
  readonly folder: string;
  readonly done: DoneSplits;
  /** Those that ended before are not reported. */
  readonly submitted: SubmittedJobs;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** Where all tasks fail, they mostly fail alike. */
const MOST_FAILURES = 8;

/**
 * Says how far a run is, until none of its jobs is in the queue.
 *
 * @returns the jobs as they ended, as far as Slurm remembers them
 * @throws the signal's reason, once it is aborted
 */
export async function followRun(run: FollowedRun): Promise<readonly QueuedJob[]> {
  const { slurm, name, folder, done, submitted, signal, say } = run;
  const estimate = startEstimate(done);
  const reported = new Set<string>();
  let jobs: readonly QueuedJob[] | null = null;
  let failed = 0;
  let said = "";
  for await (const look of watchQueue(slurm, name, signal)) {
    if (look.kind === "unanswered") {
      say(`Slurm does not answer, and is asked again: ${look.error.message}`);
      continue;
    }
    if (jobs === null) {
      const ours = [submitted.array, submitted.finalize];
      for (const job of look.jobs) if (hasEnded(job) && !ours.includes(job.job)) reported.add(idOf(job));
    }
    jobs = look.jobs;
    done.look();
    for (const job of jobs) {
      if (reported.has(idOf(job)) || !hasEnded(job) || job.state === "COMPLETED" || job.task === null) continue;
      reported.add(idOf(job));
      failed++;
      if (failed <= MOST_FAILURES) say(describeFailure(folder, job));
    }
    const pieces = `${percent(done.count, done.all)}, ${count(done.count)} of ${counted(done.all, "piece")}`;
    const failures = failed === 0 ? "" : `${count(failed)} failed`;
    const line = [pieces, describeQueue(jobs), failures].filter((part) => part !== "").join("; ");
    if (line === said) continue;
    said = line;
    say(`${line}${estimate()}`);
  }
  return jobs ?? [];
}

function idOf({ job, task, state }: QueuedJob): string {
  return `${job} ${task} ${state}`;
}

/** How long it takes still, by what was done since; empty while nothing was. */
function startEstimate(done: DoneSplits): () => string {
  const start = performance.now();
  const before = done.count;
  return () => {
    const since = done.count - before;
    const left = done.all - done.count;
    return since === 0 || left === 0 ? "" : `; ${duration(((performance.now() - start) * left) / since)} left`;
  };
}
