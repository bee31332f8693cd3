import { TurnwiseError } from "@turnwise/core";
import { execFile } from "node:child_process";
import { parseQueue, QUEUE_FORMAT, type QueuedJob } from "./queued-job.ts";

/** The Slurm of this machine. */
export interface Slurm {
  /** Submits a job. Returns its number. */
  submit(flags: readonly string[], script: string): Promise<string>;
  /** This user's jobs of a name, in the queue or ended some minutes ago. */
  queue(name: string): Promise<readonly QueuedJob[]>;
  cancel(jobs: readonly string[]): Promise<void>;
  /** Most tasks of an array. */
  maxArraySize(): Promise<number>;
}

/**
 * Slurm by its commands, of which it needs sbatch, squeue, scancel and scontrol; not sacct, which many clusters have no database for.
 *
 * @throws {TurnwiseError} from all functions: `slurm-missing` without these commands, `slurm-failed` with what they said
 */
export function openSlurm(environment: Readonly<Record<string, string | undefined>> = process.env): Slurm {
  const env = withoutJob(environment);
  const ask = (command: string, flags: readonly string[]): Promise<string> => run(command, flags, env);
  return {
    async submit(flags, script) {
      const answer = await ask("sbatch", ["--parsable", ...flags, script]);
      const [job = ""] = answer.trim().split(";"); // a cluster's name may follow
      if (/^\d+$/.test(job)) return job;
      throw new TurnwiseError("slurm-failed", `sbatch printed "${answer.trim()}", which is no job's number.`);
    },
    async queue(name) {
      const whose = `--user=${process.getuid?.() ?? ""}`;
      const what = ["--noheader", "--array", "--states=all", `--format=${QUEUE_FORMAT}`];
      return parseQueue(await ask("squeue", [whose, `--name=${name}`, ...what]));
    },
    async cancel(jobs) {
      await ask("scancel", jobs);
    },
    async maxArraySize() {
      const config = await ask("scontrol", ["show", "config"]);
      const [, size] = /^MaxArraySize\s*=\s*(\d+)$/m.exec(config) ?? [];
      if (size !== undefined) return Number(size);
      throw new TurnwiseError("slurm-failed", "scontrol show config names no MaxArraySize.");
    },
  };
}

/** Where Slurm is, as against what it told a job about itself. */
const OF_THE_CLUSTER: ReadonlySet<string> = new Set(["SLURM_CONF", "SLURM_CLUSTERS", "SLURM_JWT"]);

/** Within a job, its variables would be taken for flags of sbatch, and for the index of a task. */
function withoutJob(environment: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !name.startsWith("SLURM_") || OF_THE_CLUSTER.has(name));
  return Object.fromEntries(kept);
}

/** Commands that wait longer than this for their controller have failed. */
const PATIENCE_MILLISECONDS = 120_000;

function run(command: string, flags: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const options = { env, encoding: "utf8", timeout: PATIENCE_MILLISECONDS, maxBuffer: 1 << 28 } as const;
  return new Promise((resolve, reject) => {
    execFile(command, flags, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else if (error.code === "ENOENT") reject(missing(command));
      else reject(new TurnwiseError("slurm-failed", `${command}: ${stderr.trim() || error.message}`, { cause: error }));
    });
  });
}

function missing(command: string): TurnwiseError {
  return new TurnwiseError(
    "slurm-missing",
    `${command} is not on this machine. Run turnwise slurm where jobs are submitted; --dry-run prints what it would submit.`,
  );
}
