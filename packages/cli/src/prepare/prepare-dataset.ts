import { writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { Preprocessor, Turnwise } from "@turnwise/core";
import {
  columnDefinitions,
  createInlinePool,
  createWorkerPool,
  finalizeRun,
  hashOf,
  RunFolder,
  splitInputs,
  workSplits,
  type FinalizedRun,
  type OutputSettings,
  type PlannedInput,
  type SplitProgress,
  type TaskPool,
} from "@turnwise/run";
import { turnwiseVersion } from "../version.ts";
import { chooseOutput, type OutputChoices } from "./choose-output.ts";
import { hashFile } from "./hash-file.ts";
import { readManifest, type Manifest } from "./manifest.ts";
import { openOutputDirectory } from "./output-directory.ts";
import { createRowPipeline } from "./row-pipeline.ts";
import { planSources, type SourcePlan } from "./sources.ts";
import { workerParts } from "./worker-settings.ts";

/** What to prepare, and where to. */
export interface PrepareDatasetSettings {
  readonly turnwise: Turnwise;
  readonly preprocessor: Preprocessor;
  /** As the user named it; goes into the manifest. */
  readonly model: string;
  /** Files, globs, folders that `datasets` saved, `-` for standard input; each may have a weight, as in `chats.jsonl:0.3`. */
  readonly files: readonly string[];
  /** The same, looked at already. @default what is recognised in `files` */
  readonly sources?: readonly SourcePlan[] | undefined;
  /** Directory; appears at once when complete. */
  readonly out: string;
  /** How the files shall be. */
  readonly output?: OutputChoices | undefined;
  /** Stop behind this many rows (blank lines do not count). */
  readonly limit?: number | undefined;
  /** @default 16 MiB */
  readonly maxRowBytes?: number | undefined;
  readonly overwrite?: boolean | undefined;
  /** Where work is kept until the next run. @default `out` with `.work` behind it */
  readonly work?: string | undefined;
  /** Begin anew, whatever was done before. @default false */
  readonly fresh?: boolean | undefined;
  /** Threads, which open everything again; without them rows are prepared in this thread. */
  readonly threads?: { readonly count: number; readonly script: URL; readonly settings: unknown } | undefined;
  /** Bytes of the input that a thread takes at once; the output does not depend on it. @default 16 MiB */
  readonly splitBytes?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called before the work begins, with the work folder there. */
  readonly onPlan?: () => void;
  readonly onProgress?: (more: SplitProgress) => void;
}

/** What became of it. */
export interface PreparedDataset {
  readonly manifest: Manifest;
  /** How the trainer loads it, in its own language. */
  readonly load: string;
  /** Whether the output was there, made by the same plan from the same input: nothing was done. */
  readonly isUnchanged: boolean;
  /** Splits whose work was there from before, and how many there are. */
  readonly reusedSplits: number;
  readonly splits: number;
}

/** Longer rows are rejected (`row-too-large`): a conversation of this size is a file in the wrong format, or several in one. */
export const DEFAULT_MAX_ROW_BYTES: number = 16 * 1024 * 1024;

/**
 * Prepares files into a directory: shards, `index/rows.parquet`, `rejected.jsonl` and `manifest.json`. What was done is kept in the work
 * folder, so that a run that was stopped goes on, and another packing needs no tokenizer.
 *
 * @throws {TurnwiseError} for settings that do not fit
 * @throws {InputOutputError} for a file or disk that fails; nothing is published then
 * @throws the signal's reason, once it is aborted; nothing is published then
 */
export async function prepareDataset(settings: PrepareDatasetSettings): Promise<PreparedDataset> {
  const { turnwise, preprocessor, signal = new AbortController().signal, limit = null } = settings;
  const { shift } = preprocessor.conventions;
  const output = chooseOutput(turnwise, settings.output ?? {}, String(shift), preprocessor.weighted);
  const sources = settings.sources ?? (await planSources(turnwise, settings.files, { signal }));
  const inputs = await planInputs(sources);
  const splits = splitInputs(inputs, decidesSplits(settings), limit, settings.splitBytes);
  const plan = hashOf({
    inputs: inputs.map(({ name, sha256, readAs }) => [name, sha256, readAs ?? null]),
    decides: decidesSplits(settings),
    shift: shift ?? null,
    output: describeOutput(output),
  });
  const load = loadSnippet(output, settings.out);
  const published = readManifest(settings.out);
  if (published?.plan === plan && settings.fresh !== true) {
    return { manifest: published, load, isUnchanged: true, reusedSplits: splits.length, splits: splits.length };
  }
  const directory = await openOutputDirectory(settings.out, settings.overwrite ?? false);
  const place = resolve(settings.out);
  const workPath = settings.work ?? join(dirname(place), `${basename(place)}.work`);
  let pool: TaskPool | null = null;
  let folder: RunFolder | null = null;
  try {
    if (settings.fresh === true) await rm(workPath, { recursive: true, force: true });
    folder = new RunFolder(workPath);
    folder.removeAttempts();
    settings.onPlan?.();
    pool = openPool(settings, sources, folder, splits.length, signal);
    const stopped = untilAborted(signal, pool);
    const { receipts, reused } = await Promise.race([workSplits(folder, splits, pool, limit), stopped]);
    const done = splits.slice(0, receipts.length);
    const run = await Promise.race([finalizeRun(folder, done, receipts, output, pool, directory.workPath), stopped]);
    signal.throwIfAborted();
    const manifest = await describeRun(settings, plan, sources, inputs, output, run, directory.workPath);
    writeFileSync(join(directory.workPath, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
    await directory.publish();
    folder.keepOnly(new Set(splits.map(({ key }) => key)));
    return { manifest, load, isUnchanged: false, reusedSplits: reused, splits: splits.length };
  } finally {
    await pool?.close();
    directory.discard();
    folder?.removeAttempts();
    folder?.removeIfEmpty();
  }
}

/** Everything besides the input that decides what a split gives: not the shift, and nothing of how rows are packed. */
function decidesSplits({ preprocessor, turnwise, maxRowBytes, limit }: PrepareDatasetSettings): unknown {
  const conventions = Object.entries(preprocessor.conventions).filter(([name]) => !OF_THE_SHIFT.has(name));
  return {
    turnwise: turnwiseVersion(),
    plugins: turnwise.registry.plugins.map(({ name, version }) => [name, version]),
    conventions: Object.fromEntries(conventions),
    maxRowBytes: maxRowBytes ?? DEFAULT_MAX_ROW_BYTES,
    limit: limit ?? null,
  };
}

/** Conventions that speak of what is done when files are written. */
const OF_THE_SHIFT: ReadonlySet<string> = new Set(["shift", "shift_rule", "labels_shifted_by", "ignore_index"]);

async function planInputs(sources: readonly SourcePlan[]): Promise<readonly PlannedInput[]> {
  const inputs: PlannedInput[] = [];
  for (const { path, name, divisible, format, shape, settings, weight, seed } of sources) {
    // What a fraction takes depends on the seed and on the name, what else is read depends on neither.
    const fraction = Number.isInteger(weight) ? null : { seed, name };
    const readAs = { format, shape, columns: settings.columns ?? {}, roles: settings.roles ?? [], weight, fraction };
    inputs.push({ path, name, divisible, readAs, ...(await hashFile(path)) });
  }
  return inputs;
}

function openPool(
  {
    turnwise,
    preprocessor,
    threads,
    maxRowBytes = DEFAULT_MAX_ROW_BYTES,
    onProgress = () => {},
  }: PrepareDatasetSettings,
  sources: readonly SourcePlan[],
  folder: RunFolder,
  splits: number,
  signal: AbortSignal,
): TaskPool {
  if (threads === undefined || threads.count === 1 || splits === 1) {
    const pipeline = createRowPipeline(turnwise, preprocessor, maxRowBytes, sources);
    return createInlinePool(
      workerParts(turnwise, () => Promise.resolve(pipeline)),
      folder,
      signal,
      onProgress,
    );
  }
  const { count, script, settings } = threads;
  return createWorkerPool({ size: count, script, settings, folder: folder.path, onProgress });
}

/** Ends threads at once when the user wants to stop. */
function untilAborted(signal: AbortSignal, pool: TaskPool): Promise<never> {
  const stopped = new Promise<never>((_, reject) => {
    const stop = (): void => {
      reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
      void pool.close();
    };
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  stopped.catch(() => {});
  return stopped;
}

/** What the manifest says of the files. */
function describeOutput(output: OutputSettings): Manifest["output"] {
  const { trainer, writer, pack, maxLength, overLength, shuffle, seed, validation, shardTokens } = output;
  return {
    trainer: trainer.name,
    format: writer.name,
    pack: pack?.capacity ?? null,
    packing: pack?.strategy.name ?? null,
    max_length: maxLength,
    over_length: overLength,
    shuffle,
    seed,
    validation,
    shard_tokens: shardTokens,
  };
}

async function describeRun(
  settings: PrepareDatasetSettings,
  plan: string,
  sources: readonly SourcePlan[],
  inputs: readonly PlannedInput[],
  output: OutputSettings,
  run: FinalizedRun,
  folder: string,
): Promise<Manifest> {
  const { preprocessor, turnwise, model, limit = null } = settings;
  const { trainer, pack, weighted } = output;
  const packed = pack !== null;
  return {
    turnwise: turnwiseVersion(),
    plan,
    plugins: turnwise.registry.plugins.map(({ name, version }) => ({ name, version })),
    model,
    conventions: preprocessor.conventions,
    inputs: inputs.map(({ name, bytes, sha256 }, index) => ({
      path: name,
      bytes,
      sha256,
      read_as: sources[index]?.statement ?? "",
    })),
    limit,
    output: describeOutput(output),
    columns: columnDefinitions(trainer.columns({ packed, weighted })),
    outputs: await Promise.all(run.files.map(async (path) => ({ path, ...(await hashFile(join(folder, path))) }))),
    parts: run.parts.map(({ name, examples, rows, tokens, trainedTokens, shards }) => ({
      name,
      shards: shards.length,
      rows,
      examples,
      tokens,
      trained_tokens: trainedTokens,
      fill: pack === null || rows === 0 ? null : tokens / (rows * pack.capacity),
    })),
    examples_over_length: run.overLength,
    counts: run.counts,
    rejection_examples: run.rejections,
    notes: preprocessor.notes,
    load: loadSnippet(output, "."),
  };
}

function loadSnippet({ trainer, pack, weighted }: OutputSettings, folder: string): string {
  return trainer.snippet({ packed: pack !== null, weighted, folder, capacity: pack?.capacity ?? null });
}
