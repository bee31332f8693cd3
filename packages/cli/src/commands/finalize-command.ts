import { InputOutputError, TurnwiseError } from "@turnwise/core";
import { damagedFiles, leaveSession, SessionClock, writeRunTimings, type Receipt, type Split } from "@turnwise/run";
import type { CAC } from "cac";
import { chooseOutput } from "../prepare/choose-output.ts";
import { finishDataset, loadSnippet } from "../prepare/finish-dataset.ts";
import { openOutputDirectory } from "../prepare/output-directory.ts";
import { openPool, untilAborted } from "../prepare/prepare-dataset.ts";
import { summarise } from "../prepare/summary.ts";
import { style } from "../terminal/style.ts";
import { interruptible } from "./interruptible.ts";
import { switchOption, type GivenOptions } from "./options.ts";
import { outputChoices, workerCount } from "./output-options.ts";
import { runOption } from "./run-option.ts";
import { modelOption, onDownloadOf } from "./session.ts";
import { openStoredRun, splitsOfTask, type StoredRun } from "./stored-run.ts";

export function addFinalizeCommand(program: CAC): void {
  program
    .command("finalize", "Write the output of a plan whose tasks are done")
    .option("--run <dir>", "The folder of the run")
    .option("--overwrite", "Replace an output that exists")
    .option("--workers <n>", "Threads (default: one a core)")
    .option("--quiet", "Print nothing but errors")
    .option("--json", "Print the manifest as JSON instead of the summary")
    .example("turnwise finalize --run runs/gemma-3")
    .action(runFinalize);
}

async function runFinalize(given: GivenOptions): Promise<void> {
  const clock = new SessionClock("finalize");
  const start = performance.now();
  const run = runOption(given);
  const stored = await openStoredRun(run, { onDownload: onDownloadOf(given) });
  const { plan, folder, splits, turnwise, preprocessor } = stored;
  const receipts = await receiptsOf(run, stored);
  const shift = String(preprocessor.conventions["shift"]);
  const output = chooseOutput(turnwise, outputChoices(plan.options), shift, preprocessor.weighted);
  const directory = await openOutputDirectory(plan.out, switchOption(given, "overwrite"));
  const opened = performance.now();
  const options = { ...plan.options, ...("workers" in given && { workers: given["workers"] }) };
  const interruption = interruptible();
  const { signal } = interruption;
  const workers = workerCount(options);
  const pool = openPool({ turnwise, preprocessor, workers }, plan, folder, splits.length, signal);
  try {
    const model = modelOption(plan.options);
    const settings = { turnwise, preprocessor, model, plan, output, folder, splits, receipts, pool, signal, clock };
    const manifest = await Promise.race([finishDataset(settings, directory), untilAborted(signal, pool)]);
    leaveSession(folder, clock.session(plan.hash, pool, splits.length));
    const timings = writeRunTimings(folder, plan.hash, splits.length);
    if (switchOption(given, "json")) return console.log(JSON.stringify(manifest, null, 2));
    const report = {
      setUp: opened - start,
      rows: performance.now() - opened,
      load: loadSnippet(output, manifest.parts, plan.out),
      isUnchanged: false,
      splits: splits.length,
      reusedSplits: 0,
      timings,
    };
    if (!switchOption(given, "quiet")) console.log(summarise(manifest, plan.out, report, style(process.stdout)));
  } finally {
    interruption.end();
    await pool.close();
    directory.discard();
  }
}

/**
 * What the pieces gave. Machines of any kind wrote it, some time ago: their files are read against their hashes.
 *
 * @throws {TurnwiseError} `run-incomplete`
 * @throws {InputOutputError} `spool-damaged`
 */
async function receiptsOf(run: string, { plan, splits, folder }: StoredRun): Promise<readonly Receipt[]> {
  const tasksWith = (isSo: (split: Split) => boolean): string =>
    Array.from({ length: plan.tasks }, (_, task) => task)
      .filter((task) => splitsOfTask(splits, task, plan.tasks).some(isSo))
      .join(",");
  const howTo = `turnwise work --run ${run} --task N, or with --all.`;
  const receipts = splits.map(({ key }) => folder.receipt(key)).filter((receipt) => receipt !== null);
  if (receipts.length < splits.length) {
    const tasks = tasksWith(({ key }) => folder.receipt(key) === null);
    throw new TurnwiseError(
      "run-incomplete",
      `${splits.length - receipts.length} of ${splits.length} pieces are not done, those of the tasks ${tasks}. Do them with: ${howTo}`,
    );
  }
  const damaged: string[] = [];
  const keys = new Set<string>();
  for (const receipt of receipts) {
    const paths = await damagedFiles(folder, receipt);
    if (paths.length > 0) keys.add(receipt.key);
    damaged.push(...paths);
  }
  if (damaged.length === 0) return receipts;
  throw new InputOutputError(
    "spool-damaged",
    `${damaged[0]} is not what was written${damaged.length > 1 ? `, nor are ${damaged.length - 1} more files of the spool` : ""}: its SHA-256 is another than its receipt says. The pieces are of the tasks ${tasksWith(({ key }) => keys.has(key))}. Do them again with: ${howTo}`,
  );
}
