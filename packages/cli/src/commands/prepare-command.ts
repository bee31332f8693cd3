import { existsSync } from "node:fs";
import { TurnwiseError } from "@turnwise/core";
import { SessionClock } from "@turnwise/run";
import type { CAC } from "cac";
import { EXIT } from "../exit-code.ts";
import type { Manifest } from "../prepare/manifest.ts";
import { prepareDataset, workFolderOf } from "../prepare/prepare-dataset.ts";
import { noProgress, startProgress } from "../prepare/progress.ts";
import { bytesToRead } from "../prepare/sources.ts";
import { readPlan, writePlan } from "../prepare/stored-plan.ts";
import { count, percent } from "../terminal/format-number.ts";
import { style } from "../terminal/style.ts";
import { addRequestOptions, openRequest, outOption } from "./dataset-request.ts";
import { interruptible } from "./interruptible.ts";
import { numberOption, switchOption, textOption, type GivenOptions } from "./options.ts";
import { workerCount } from "./output-options.ts";
import { openSession } from "./session.ts";

const DEFAULT_MAX_REJECTED = 0.01;

export function addPrepareCommand(program: CAC): void {
  const command = program.command(
    "prepare <...files>",
    "Turn chats into tokens and labels: files, globs, folders saved by datasets, - for standard input",
  );
  addRequestOptions(command)
    .option("--max-rejected <share>", `Exit with 1 if more of the rows are rejected (default: ${DEFAULT_MAX_REJECTED})`)
    .option("--overwrite", "Replace an output that exists")
    .option("--workers <n>", "Threads; the output does not depend on it (default: one a core)")
    .option("--work <dir>", "Where work is kept for the next run (default: --out with .work behind it)")
    .option("--no-resume", "Begin anew, whatever an earlier run has done")
    .option("--quiet", "Print nothing but errors")
    .option("--json", "Print the manifest as JSON instead of the summary")
    .example("turnwise prepare chats.jsonl --model models/gemma-3 --out data/gemma-3")
    .example("turnwise prepare chats.jsonl --model Qwen/Qwen3-8B --mask last-assistant --out data/qwen-3")
    .example("turnwise prepare 'data/*.parquet' extra.jsonl.zst:0.3 --model models/gemma-3 --out data/gemma-3")
    .example("turnwise prepare qa.csv --columns user=question,assistant=answer --model models/any --out data/any")
    .example("turnwise prepare chats.jsonl --model Qwen/Qwen3-8B --for trl --pack 4096 --out data/qwen-3")
    .example("turnwise prepare chats.jsonl --model models/any --recipe prompt-length --out data/any")
    .action(runPrepare);
}

async function runPrepare(files: readonly string[], given: GivenOptions): Promise<void> {
  const clock = new SessionClock("prepare");
  const { options } = await openSession(given);
  const work = textOption(options, "work") ?? workFolderOf(outOption(options));
  const fresh = given["resume"] === false;
  const maxRejected = numberOption(options, "maxRejected", { min: 0, max: 1, integer: false }) ?? DEFAULT_MAX_REJECTED;
  const [quiet, json] = [switchOption(given, "quiet"), switchOption(given, "json")];
  const say = quiet || json ? () => {} : (line: string) => console.error(line);

  const start = performance.now();
  const request = await openRequest(files, given, fresh ? null : readPlan(work), say);
  const { session, sources, maxRowBytes, out } = request;
  const size = bytesToRead(sources);
  const opened = performance.now();
  const progress = quiet || json ? noProgress : await startProgress(size);
  const interruption = interruptible();
  try {
    const { manifest, ...run } = await prepareDataset({
      ...request,
      turnwise: session.turnwise,
      files,
      work,
      fresh,
      workers: workerCount(session.options),
      overwrite: switchOption(given, "overwrite"),
      signal: interruption.signal,
      clock,
      onProgress: (more) => progress.update(more),
      onNote: say,
      onPlan: (plan) => {
        const place = { workingDirectory: process.cwd(), out, maxRowBytes, tasks: 1 };
        writePlan(work, { ...plan, options: session.options, ...place });
      },
    });
    progress.stop();
    const report = { setUp: opened - start, rows: performance.now() - opened, ...run };
    if (json) console.log(JSON.stringify(manifest, null, 2));
    else if (!quiet) {
      const { summarise } = await import("../prepare/summary.ts");
      console.log(summarise(manifest, out, report, style(process.stdout)));
    }
    checkRejected(manifest, maxRejected, quiet);
  } catch (error) {
    progress.stop();
    if (!quiet && existsSync(work) && !hasNoRows(error)) {
      console.error(`What was done is kept in ${work}: the same command goes on from there; --no-resume begins anew.`);
    }
    throw error;
  } finally {
    progress.stop();
    interruption.end();
  }
}

/** There is nothing to go on with. */
function hasNoRows(error: unknown): boolean {
  return error instanceof TurnwiseError && error.code === "no-rows";
}

function checkRejected({ counts }: Manifest, maxRejected: number, quiet: boolean): void {
  const { prepared, rejected } = counts;
  const rows = prepared + rejected;
  if (rejected <= maxRejected * rows) return;
  process.exitCode = EXIT.tooManyRejected;
  if (quiet) return;
  console.error(
    `${count(rejected)} of ${count(rows)} rows (${percent(rejected, rows)}) were rejected, more than --max-rejected ${maxRejected} allows: exit code ${EXIT.tooManyRejected}. The output is complete otherwise.`,
  );
}
