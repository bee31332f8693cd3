import { outputFailed } from "@turnwise/core";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Submission } from "./decide-submission.ts";
import type { Slurm } from "./slurm.ts";
import { arrayJob, finalizeJob, slurmFolder, type SlurmJob, type SlurmRun } from "./slurm-job.ts";

/** Numbers of the jobs that were submitted, null where none was needed. */
export interface SubmittedJobs {
  readonly array: string | null;
  readonly finalize: string | null;
}

/**
 * Writes the scripts and submits them. Where this ends half way, the next call finds in the queue what was submitted.
 *
 * @throws {TurnwiseError} `slurm-missing`, `slurm-failed`
 * @throws {InputOutputError} `output-failed`
 */
export async function submitJobs(slurm: Slurm, run: SlurmRun, submission: Submission): Promise<SubmittedJobs> {
  const { tasks, finalize, arrays, superseded } = submission;
  const submit = (job: SlurmJob): Promise<string> => slurm.submit(job.flags, writeScript(run.folder, job));
  const array = tasks.length === 0 ? null : await submit(arrayJob(run, tasks));
  const behind = array === null ? arrays : [...arrays, array];
  const finalizer = finalize ? await submit(finalizeJob(run, behind)) : null;
  if (superseded.length > 0) await slurm.cancel(superseded);
  return { array, finalize: finalizer };
}

function writeScript(folder: string, { script, text }: SlurmJob): string {
  const path = join(slurmFolder(folder), script);
  try {
    mkdirSync(slurmFolder(folder), { recursive: true });
    writeFileSync(path, text, { mode: 0o755 });
  } catch (error) {
    throw outputFailed(path, error);
  }
  return path;
}
