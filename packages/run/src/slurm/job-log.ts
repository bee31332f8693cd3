import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { slurmFolder } from "./slurm-job.ts";

/** What the jobs of a run printed. */
export interface JobLog {
  readonly path: string;
  readonly text: string;
}

/** The newest log of a task, or of the job that finalizes (null); null if none is there. */
export function newestLog(run: string, task: number | null): JobLog | null {
  const pattern = task === null ? /^finalize\.(\d+)\.log$/ : new RegExp(`^task-${task}\\.(\\d+)\\.log$`);
  const logs = namesIn(slurmFolder(run)).flatMap((name) => {
    const [, job] = pattern.exec(name) ?? [];
    return job === undefined ? [] : [{ name, job: Number(job) }];
  });
  const [newest] = logs.toSorted((left, right) => right.job - left.job);
  if (newest === undefined) return null;
  const path = join(slurmFolder(run), newest.name);
  return { path, text: readFileSync(path, "utf8") };
}

/** The end of a log that says why a job failed: from the last error on, else the last line. At most five lines. */
export function whyFailed({ text }: JobLog): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const error = lines.findLastIndex((line) => /^error |^slurmstepd\S*: error: /.test(line));
  return (error < 0 ? lines.slice(-1) : lines.slice(error, error + 5)).join("\n");
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // no job has run
  }
}
