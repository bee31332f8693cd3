import { existsSync } from "node:fs";
import type { Trainer } from "@turnwise/core";
import type { CAC } from "cac";
import type { OutputChoices } from "../prepare/choose-output.ts";
import type { WorkerSettings } from "../prepare/worker-settings.ts";
import { EXIT } from "../exit-code.ts";
import { noProgress, startProgress } from "../prepare/progress.ts";
import { readPlan, writePlan, type StoredPlan } from "../prepare/stored-plan.ts";
import { DEFAULT_MAX_ROW_BYTES, prepareDataset, type PrepareDatasetSettings } from "../prepare/prepare-dataset.ts";
import { planSources, sourceStatements, type SourcePlan } from "../prepare/sources.ts";
import { summarise } from "../prepare/summary.ts";
import { count, percent } from "../terminal/format-number.ts";
import { style } from "../terminal/style.ts";
import { numberOption, switchOption, textOption, type GivenOptions } from "./options.ts";
import { addOutputOptions, outputChoices, workerCount } from "./output-options.ts";
import { addPreprocessorOptions } from "./preprocessor-options.ts";
import { addSourceOptions, sourceChoices } from "./source-options.ts";
import { modelOption, openPreprocessor, openSession, type Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

const DEFAULT_MAX_REJECTED = 0.01;

export function addPrepareCommand(program: CAC): void {
  const command = program.command(
    "prepare <...files>",
    "Turn chats into tokens and labels: files, globs, folders saved by datasets, - for standard input",
  );
  addOutputOptions(addSourceOptions(addPreprocessorOptions(command)))
    .option("--out <dir>", "Output directory; it appears at once when complete")
    .option("--limit <n>", "Prepare the first n rows only")
    .option("--max-rejected <share>", `Exit with 1 if more of the rows are rejected (default: ${DEFAULT_MAX_REJECTED})`)
    .option("--max-row-bytes <n>", `Reject longer rows (default: ${DEFAULT_MAX_ROW_BYTES})`)
    .option("--overwrite", "Replace an output that exists")
    .option("--workers <n>", "Threads; the output does not depend on it (default: one a core)")
    .option("--work <dir>", "Where work is kept for the next run (default: --out with .work behind it)")
    .option("--split-size <bytes>", "Bytes of the input that a thread takes at once; the output does not depend on it")
    .option("--no-resume", "Begin anew, whatever an earlier run has done")
    .option("--quiet", "Print nothing but errors")
    .option("--json", "Print the manifest as JSON instead of the summary")
    .example("turnwise prepare chats.jsonl --model models/gemma-3 --out data/gemma-3")
    .example("turnwise prepare chats.jsonl --model Qwen/Qwen3-8B --mask last-assistant --out data/qwen-3")
    .example("turnwise prepare 'data/*.parquet' extra.jsonl.zst:0.3 --model models/gemma-3 --out data/gemma-3")
    .example("turnwise prepare qa.csv --columns user=question,assistant=answer --model models/any --out data/any")
    .example("turnwise prepare chats.jsonl --model models/any --recipe prompt-length --out data/any")
    .action(runPrepare);
}

async function runPrepare(files: readonly string[], given: GivenOptions): Promise<void> {
  const session = await openSession(given);
  const { options } = session;
  const model = modelOption(options);
  const out = textOption(options, "out");
  if (out === undefined) throw new UsageError("--out is missing: the directory to write.");
  const output = outputChoices(options);
  const work = textOption(options, "work") ?? `${out}.work`;
  const fresh = given["resume"] === false;
  const limit = numberOption(options, "limit", { min: 1, integer: true });
  const maxRowBytes = numberOption(options, "maxRowBytes", { min: 1, integer: true });
  const maxRejected = numberOption(options, "maxRejected", { min: 0, max: 1, integer: false }) ?? DEFAULT_MAX_REJECTED;
  const [quiet, json] = [switchOption(given, "quiet"), switchOption(given, "json")];

  const start = performance.now();
  const sources = await planSources(session.turnwise, files, sourceChoices(session));
  if (!quiet && !json) for (const line of sourceStatements(sources)) console.error(line);
  const size = sources.reduce((sum, { bytes }) => sum + bytes, 0);
  const decided = decideForAll(session, output, fresh ? null : readPlan(work));
  const preprocessor = await openPreprocessor(decided);
  const opened = performance.now();
  const progress = quiet || json ? noProgress : startProgress(size);
  const interruption = interruptible();
  try {
    const maxBytes = maxRowBytes ?? DEFAULT_MAX_ROW_BYTES;
    const { manifest, ...run } = await prepareDataset({
      turnwise: session.turnwise,
      preprocessor,
      model,
      files,
      sources,
      out,
      output,
      work,
      fresh,
      threads: threadsFor(session, decided.options, maxBytes, sources),
      splitBytes: numberOption(options, "splitSize", { min: 1, integer: true }),
      overwrite: switchOption(given, "overwrite"),
      signal: interruption.signal,
      onProgress: (more) => progress.update(more),
      limit,
      maxRowBytes: maxBytes,
      onPlan: () => writePlan(work, { clock: String(decided.options["clock"]) }),
    });
    progress.stop();
    const paint = style(process.stdout);
    if (json) console.log(JSON.stringify(manifest, null, 2));
    else if (!quiet)
      console.log(summarise(manifest, out, { setUp: opened - start, rows: performance.now() - opened, ...run }, paint));
    const { prepared, rejected } = manifest.counts;
    if (rejected > maxRejected * (prepared + rejected)) {
      process.exitCode = EXIT.tooManyRejected;
      if (!quiet) {
        console.error(
          `${count(rejected)} of ${count(prepared + rejected)} rows (${percent(rejected, prepared + rejected)}) were rejected, more than --max-rejected ${maxRejected} allows: exit code ${EXIT.tooManyRejected}. The output is complete otherwise.`,
        );
      }
    }
  } catch (error) {
    progress.stop();
    if (!quiet && existsSync(work)) {
      console.error(`What was done is kept in ${work}: the same command goes on from there; --no-resume begins anew.`);
    }
    throw error;
  } finally {
    progress.stop();
    interruption.end();
  }
}

/** Settles what every thread must agree on: the clock (that of the run that is resumed), and the shift that the trainer expects. */
function decideForAll(session: Session, output: OutputChoices, earlier: StoredPlan | null): Session {
  const { options, turnwise } = session;
  const clock = textOption(options, "clock") ?? earlier?.clock ?? new Date().toISOString();
  const trainer = turnwise.registry.get<Trainer>("trainer", output.trainer ?? "generic");
  const saysShift = textOption(options, "shift") !== undefined || textOption(options, "recipe") !== undefined;
  const shift = trainer.shift !== null && !saysShift ? { shift: trainer.shift } : {};
  return { ...session, options: { ...options, clock, ...shift } };
}

/** Threads open config and plug-ins again by their names; without names there is but this thread. */
function threadsFor(
  { configFile }: Session,
  options: Session["options"],
  maxRowBytes: number,
  sources: readonly SourcePlan[],
): PrepareDatasetSettings["threads"] {
  const threads = workerCount(options);
  if (threads === 1) return undefined;
  const { plugins: _, ...plain } = options;
  const settings: WorkerSettings = {
    options: { ...plain, ...(configFile !== null && { config: configFile }) },
    maxRowBytes,
    sources,
  };
  return { count: threads, script: new URL("./worker.mjs", import.meta.url), settings };
}

/** A signal that Ctrl-C and SIGTERM abort, so that unfinished output is removed. */
function interruptible(): { readonly signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  process.once("SIGINT", abort).once("SIGTERM", abort);
  return { signal: controller.signal, end: () => void process.off("SIGINT", abort).off("SIGTERM", abort) };
}
