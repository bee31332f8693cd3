import { TurnwiseError } from "@turnwise/core";
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { arrayIndexes } from "./array-indexes.ts";
import { batchScript } from "./batch-script.ts";

/** A run as Slurm sees it. */
export interface SlurmRun {
  /** The run's folder, absolute. */
  readonly folder: string;
  /** Does the task of the index that Slurm sets. */
  readonly work: readonly string[];
  readonly finalize: readonly string[];
  /** What `--cpus-per-task` asks for. */
  readonly threads: number;
  /** More flags for sbatch. */
  readonly flags: readonly string[];
}

/** A job to be submitted. */
export interface SlurmJob {
  readonly flags: readonly string[];
  /** The script's name in {@link slurmFolder}. */
  readonly script: string;
  readonly text: string;
}

/** Where scripts and logs of a run's jobs lie. */
export function slurmFolder(run: string): string {
  return join(run, "slurm");
}

/** What all jobs of a run are called, so that they are found again: by its folder. */
export function jobName(run: string): string {
  const hash = createHash("sha256").update(run).digest("hex").slice(0, 10);
  const name = basename(run, ".work").replaceAll(/[^\w.-]/g, "_");
  return `turnwise-${name.slice(0, 40)}-${hash}`;
}

/** The array that does tasks of the plan. */
export function arrayJob(run: SlurmRun, tasks: readonly number[]): SlurmJob {
  return {
    // A task whose node fails, or that is preempted, is put back into the queue by Slurm itself.
    flags: [...jobFlags(run, "task-%a.%A.log"), "--requeue", `--array=${arrayIndexes(tasks)}`],
    script: "work.sh",
    text: batchScript(`One task of the plan in ${run.folder}; written by turnwise slurm.`, run.work),
  };
}

/** The job that writes the output when arrays have ended, well or not: it says itself what is missing. */
export function finalizeJob(run: SlurmRun, arrays: readonly string[]): SlurmJob {
  const behind = arrays.length === 0 ? [] : [`--dependency=afterany:${arrays.join(":")}`];
  return {
    flags: [...jobFlags(run, "finalize.%j.log"), "--requeue", ...behind],
    script: "finalize.sh",
    text: batchScript(`Writes the output of the plan in ${run.folder}; written by turnwise slurm.`, run.finalize),
  };
}

function jobFlags({ folder, threads, flags }: SlurmRun, log: string): readonly string[] {
  return [
    ...flags,
    `--job-name=${jobName(folder)}`,
    `--cpus-per-task=${threads}`,
    `--output=${logPattern(slurmFolder(folder))}/${log}`,
    "--open-mode=append",
  ];
}

/** Slurm writes `%%` for a percent sign in a file's name, and has no way to write a backslash. */
function logPattern(folder: string): string {
  if (!folder.includes("\\")) return folder.replaceAll("%", "%%");
  throw new TurnwiseError(
    "slurm-failed",
    `${folder}: Slurm writes no logs below a folder with a backslash in its name.`,
  );
}
