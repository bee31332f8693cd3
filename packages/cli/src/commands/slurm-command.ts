import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { CAC } from "cac";
import { workFolderOf } from "../prepare/prepare-dataset.ts";
import { launchOnSlurm } from "../slurm/launch-on-slurm.ts";
import { sbatchFlags } from "../slurm/sbatch-flags.ts";
import { addRequestOptions, outOption } from "./dataset-request.ts";
import { numberOption, switchOption, textOption, type GivenOptions } from "./options.ts";
import { openSession } from "./session.ts";

const DEFAULT_THREADS = 4;

export function addSlurmCommand(program: CAC): void {
  const command = program.command(
    "slurm <...files>",
    "Prepare on a cluster with Slurm; flags of sbatch stand behind --",
  );
  addRequestOptions(command)
    .option("--tasks <n>", "Tasks of the array (default: one for each GiB of the input)")
    .option("--workers <n>", `Threads and cores of a task (default: ${DEFAULT_THREADS})`)
    .option("--work <dir>", "Where work is kept, on a disk that all machines see (default: --out with .work behind it)")
    .option("--overwrite", "Replace an output that exists")
    .option("--no-follow", "Submit, and do not wait")
    .option("--dry-run", "Print what would be submitted, without asking Slurm")
    .option("--quiet", "Print nothing but errors")
    .example(
      "turnwise slurm 'data/*.jsonl' --model models/gemma-3 --out data/gemma-3 -- --partition=cpu --time=2:00:00",
    )
    .example(
      "turnwise slurm chats.parquet --model models/gemma-3 --out data/gemma-3 --tasks 32 --workers 8 -- --mem=16G",
    )
    .action(runSlurm);
}

/** Flags that concern the jobs alone, and are no part of the plan. */
const OF_THE_JOBS: ReadonlySet<string> = new Set([
  "--",
  "tasks",
  "workers",
  "work",
  "overwrite",
  "follow",
  "dryRun",
  "quiet",
]);

async function runSlurm(files: readonly string[], given: GivenOptions): Promise<void> {
  const { options } = await openSession(given);
  const quiet = switchOption(given, "quiet");
  await launchOnSlurm({
    files,
    request: Object.fromEntries(Object.entries(given).filter(([name]) => !OF_THE_JOBS.has(name))),
    folder: resolve(textOption(given, "work") ?? workFolderOf(outOption(options))),
    tasks: numberOption(given, "tasks", { min: 1, integer: true }),
    threads: numberOption(given, "workers", { min: 1, max: 1024, integer: true }) ?? DEFAULT_THREADS,
    flags: sbatchFlags(given["--"]),
    overwrite: switchOption(given, "overwrite"),
    command: [process.execPath, fileURLToPath(new URL("../bin/turnwise.mjs", import.meta.url))],
    isDryRun: switchOption(given, "dryRun"),
    follow: given["follow"] !== false,
    quiet,
    say: quiet ? () => {} : (line) => console.error(line),
  });
}
