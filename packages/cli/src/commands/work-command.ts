import { leaveSession, SessionClock, workSplits } from "@turnwise/run";
import type { CAC } from "cac";
import { bringHere } from "../prepare/locate-data.ts";
import { doneAgain, openPool, untilAborted } from "../prepare/prepare-dataset.ts";
import { noProgress, startProgress } from "../prepare/progress.ts";
import { count, counted } from "../terminal/format-number.ts";
import { interruptible } from "./interruptible.ts";
import { numberOption, switchOption, type GivenOptions } from "./options.ts";
import { workerCount } from "./output-options.ts";
import { runOption } from "./run-option.ts";
import { onDownloadOf } from "./session.ts";
import { openStoredRun, splitsOfTask } from "./stored-run.ts";
import { taskIndex } from "./task-index.ts";

export function addWorkCommand(program: CAC): void {
  program
    .command("work", "Do one task of a plan; doing it twice, even at once, does no harm")
    .option("--run <dir>", "The folder of the run")
    .option("--task <n>", "Which task, from 0 (default: what Slurm, Kubernetes, AWS Batch and others set)")
    .option("--all", "All tasks")
    .option("--workers <n>", "Threads (default: one a core)")
    .option("--quiet", "Print nothing but errors")
    .example("turnwise work --run runs/gemma-3 --task 3")
    .action(runWork);
}

async function runWork(given: GivenOptions): Promise<void> {
  const clock = new SessionClock("work");
  const quiet = switchOption(given, "quiet");
  const onDownload = onDownloadOf(given);
  const { plan, folder, splits, turnwise, preprocessor } = await openStoredRun(runOption(given), { onDownload });
  const wanted = switchOption(given, "all")
    ? splits
    : splitsOfTask(
        splits,
        taskIndex(numberOption(given, "task", { min: 0, integer: true }), plan.tasks, process.env),
        plan.tasks,
      );
  const interruption = interruptible();
  const bytes = wanted.reduce((sum, split) => sum + split.bytes, 0);
  const options = { ...plan.options, ...("workers" in given && { workers: given["workers"] }) };
  const needed = new Set(wanted.map(({ source }) => source));
  const sources = await bringHere(turnwise.registry, plan.sources, (index) => needed.has(index), { onDownload });
  const progress = quiet ? noProgress : await startProgress(bytes);
  const settings = {
    turnwise,
    preprocessor,
    workers: workerCount(options),
    onProgress: progress.update,
  };
  folder.removeAttempts();
  const pool = openPool(settings, { ...plan, sources }, folder, wanted.length, interruption.signal);
  let reused = 0;
  clock.enter("work");
  try {
    const stopped = untilAborted(interruption.signal, pool);
    const worked = await Promise.race([workSplits(wanted, pool, null), stopped]);
    progress.stop();
    reused = worked.reused;
    for (const path of worked.damaged) console.error(doneAgain(path));
    if (!quiet)
      console.log(
        `${counted(wanted.length - reused, "piece")} done${reused > 0 ? `, ${count(reused)} done before` : ""}`,
      );
  } finally {
    leaveSession(folder, clock.session(plan.hash, pool, reused));
    progress.stop();
    interruption.end();
    await pool.close();
    folder.removeAttempts();
  }
}
