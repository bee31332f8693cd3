import {
  decideSubmission,
  DoneSplits,
  jobName,
  openSlurm,
  RunFolder,
  slurmFolder,
  submitJobs,
  type SlurmRun,
  type Submission,
  type SubmittedJobs,
} from "@turnwise/run";
import { planRun, type PlannedRun } from "../commands/plan-run.ts";
import { interruptible } from "../commands/interruptible.ts";
import type { GivenOptions } from "../commands/options.ts";
import { EXIT } from "../exit-code.ts";
import { readManifest } from "../prepare/manifest.ts";
import { openOutputDirectory } from "../prepare/output-directory.ts";
import { count, counted } from "../terminal/format-number.ts";
import { describeDryRun } from "./dry-run.ts";
import { followRun } from "./follow-run.ts";
import { missingTasks, type MissingTask } from "./missing-tasks.ts";
import { reportOutcome } from "./report-outcome.ts";
import { jobNumbers } from "./queue-report.ts";
import { storePlan } from "./store-plan.ts";
import { DEFAULT_MAX_ARRAY_SIZE, taskCount } from "./task-count.ts";

/** A run on Slurm, as the user asks for it. */
export interface LaunchSettings {
  readonly files: readonly string[];
  /** Flags that say what is prepared. */
  readonly request: GivenOptions;
  /** The run's folder, absolute. */
  readonly folder: string;
  readonly tasks: number | undefined;
  readonly threads: number;
  /** For sbatch. */
  readonly flags: readonly string[];
  readonly overwrite: boolean;
  /** How Turnwise is started on every machine. */
  readonly command: readonly string[];
  readonly isDryRun: boolean;
  readonly follow: boolean;
  readonly quiet: boolean;
  readonly say: (line: string) => void;
}

/**
 * Plans, submits what is neither done nor in the queue, and follows it to its end. Calling it again goes on, wherever it was left.
 *
 * @throws {InputOutputError} `run-incomplete` where jobs ended and work is missing
 */
export async function launchOnSlurm(settings: LaunchSettings): Promise<void> {
  const { folder, overwrite, isDryRun, say } = settings;
  const print = (text: string): void => (settings.quiet ? undefined : console.log(text));
  const slurm = openSlurm();
  const { plan, splits } = await planTasks(settings, isDryRun ? DEFAULT_MAX_ARRAY_SIZE : await slurm.maxArraySize());
  if (readManifest(plan.out)?.plan === plan.hash) {
    return print(`nothing to do: ${plan.out} was made from the same input by the same settings.`);
  }
  const run = slurmRun(settings);
  if (isDryRun) return console.log(describeDryRun(run, [...Array(plan.tasks).keys()]));
  (await openOutputDirectory(plan.out, overwrite)).discard();
  const name = jobName(folder);
  const done = new DoneSplits(new RunFolder(folder), splits);
  const missing = (): readonly MissingTask[] => {
    done.look();
    return missingTasks(splits, plan.tasks, done);
  };
  const queue = await slurm.queue(name);
  storePlan(folder, plan, queue);
  const before = done.count === 0 ? "" : `; done already: ${count(done.count)}`;
  say(`${counted(done.all, "piece")} of the input in ${counted(plan.tasks, "task")}${before}`);
  const submission = decideSubmission(
    missing().map(({ task }) => task),
    queue,
  );
  const submitted = await submitJobs(slurm, run, submission);
  for (const line of describeJobs(submission, submitted)) say(line);
  say(`scripts and logs: ${slurmFolder(folder)}`);
  if (!settings.follow) return;
  say("Ctrl-C leaves the jobs running; the same command follows them again.");
  const interruption = interruptible();
  const { signal } = interruption;
  try {
    const jobs = await followRun({ slurm, name, folder, done, submitted, signal, say });
    print(await reportOutcome({ folder, out: plan.out, hash: plan.hash, jobs, missing, signal }));
  } catch (error) {
    if (!signal.aborted) throw error;
    const going = jobNumbers(await slurm.queue(name));
    if (going.length > 0)
      console.error(`The jobs ${going.join(", ")} go on. To cancel them: scancel ${going.join(" ")}`);
    process.exitCode = EXIT.interrupted;
  } finally {
    interruption.end();
  }
}

function planTasks({ files, request, folder, tasks, say }: LaunchSettings, maxArraySize: number): Promise<PlannedRun> {
  return planRun(files, request, folder, (_, bytes) => taskCount(tasks, bytes, maxArraySize), say);
}

/** What the jobs do, by absolute paths alone: a node may look for commands elsewhere. */
function slurmRun({ command, folder, threads, flags, overwrite }: LaunchSettings): SlurmRun {
  const place = ["--run", folder, "--workers", String(threads)];
  return {
    folder,
    work: [...command, "work", ...place],
    finalize: [...command, "finalize", ...place, ...(overwrite ? ["--overwrite"] : [])],
    threads,
    flags,
  };
}

function describeJobs(
  { tasks, arrays, superseded }: Submission,
  { array, finalize }: SubmittedJobs,
): readonly string[] {
  return [
    ...(arrays.length > 0 ? [`in the queue already: ${arrays.join(", ")}`] : []),
    ...(array === null ? [] : [`submitted: array ${array} for ${counted(tasks.length, "task")}`]),
    ...(finalize === null ? [] : [`submitted: job ${finalize}, which writes the output behind them`]),
    ...(superseded.length > 0 ? [`cancelled: ${superseded.join(", ")}, which would have written it too early`] : []),
  ];
}
