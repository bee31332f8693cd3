import { rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { Preprocessor, Turnwise } from "@turnwise/core";
import {
  createInlinePool,
  createWorkerPool,
  leaveSession,
  RunFolder,
  SessionClock,
  workSplits,
  writeRunTimings,
  type RunTimings,
  type SplitProgress,
  type TaskPool,
} from "@turnwise/run";
import { chooseOutput, type OutputChoices } from "./choose-output.ts";
import { finishDataset, loadSnippet } from "./finish-dataset.ts";
import { readManifest, type Manifest } from "./manifest.ts";
import { DEFAULT_MAX_ROW_BYTES } from "./max-row-bytes.ts";
import { openOutputDirectory } from "./output-directory.ts";
import { planDataset, splitsOf, type DatasetPlan } from "./plan-dataset.ts";
import { createRowPipeline } from "./row-pipeline.ts";
import { planSources, type SourcePlan } from "./sources.ts";
import { inlineParts } from "./stored-preprocessor.ts";
import { threadsFor } from "./threads-for.ts";
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
  /**
   * Threads, which open model and plug-ins again by their names; with 1 rows are prepared in this thread. Plug-ins that are objects of
   * this program leave one thread alone: give those of `loadPlugin`. @default 1
   */
  readonly workers?: number | undefined;
  /** Bytes of the input that a thread takes at once; the output does not depend on it. @default 1 to 16 MiB, as large as the file */
  readonly splitBytes?: number | null | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Measures, from before the preprocessor was opened. @default from this call on */
  readonly clock?: SessionClock | undefined;
  /** Called before the work begins, with the work folder there. */
  readonly onPlan?: (plan: DatasetPlan) => void;
  readonly onProgress?: (more: SplitProgress) => void;
  /** Called with a line that the user should read. */
  readonly onNote?: (line: string) => void;
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
  /** How long it took, as `run.json` of the work folder has it; null if nothing was done. */
  readonly timings: RunTimings | null;
}

/**
 * Prepares files into a directory: shards, `index/rows.parquet`, `rejected.jsonl` and `manifest.json`. What was done is kept in the work
 * folder, so that a run that was stopped goes on, and another packing needs no tokenizer.
 *
 * @throws {TurnwiseError} for settings that do not fit
 * @throws {InputOutputError} for a file or disk that fails; nothing is published then
 * @throws the signal's reason, once it is aborted; nothing is published then
 */
export async function prepareDataset(settings: PrepareDatasetSettings): Promise<PreparedDataset> {
  const { turnwise, preprocessor, model, signal = new AbortController().signal, limit = null } = settings;
  const { maxRowBytes = DEFAULT_MAX_ROW_BYTES, splitBytes = null, clock = new SessionClock("prepare") } = settings;
  clock.enter("plan");
  const { shift } = preprocessor.conventions;
  const output = chooseOutput(turnwise, settings.output ?? {}, String(shift), preprocessor.weighted);
  const sources = settings.sources ?? (await planSources(turnwise, settings.files, { signal }));
  const plan = await planDataset({ turnwise, preprocessor, maxRowBytes, limit }, sources, output, splitBytes);
  const splits = splitsOf(plan);
  const loadOf = ({ parts }: Manifest): string => loadSnippet(output, parts, settings.out);
  const published = readManifest(settings.out);
  if (published?.plan === plan.hash && settings.fresh !== true) {
    const [load, reusedSplits] = [loadOf(published), splits.length];
    return { manifest: published, load, isUnchanged: true, reusedSplits, splits: splits.length, timings: null };
  }
  const directory = await openOutputDirectory(settings.out, settings.overwrite ?? false);
  const workPath = settings.work ?? workFolderOf(settings.out);
  let pool: TaskPool | null = null;
  let folder: RunFolder | null = null;
  const leaveTimings = (reused: number): void => {
    if (folder !== null && pool !== null) leaveSession(folder, clock.session(plan.hash, pool, reused));
  };
  try {
    if (settings.fresh === true) await rm(workPath, { recursive: true, force: true });
    folder = new RunFolder(workPath);
    folder.removeAttempts();
    settings.onPlan?.(plan);
    pool = openPool(settings, plan, folder, splits.length, signal);
    const stopped = untilAborted(signal, pool);
    clock.enter("work");
    const { receipts, reused, damaged } = await Promise.race([workSplits(splits, pool, limit), stopped]);
    for (const path of damaged) settings.onNote?.(doneAgain(path));
    const done = splits.slice(0, receipts.length);
    const finish = { turnwise, preprocessor, model, plan, output, folder, splits: done, receipts, pool, signal, clock };
    const manifest = await Promise.race([finishDataset(finish, directory), stopped]);
    folder.keepOnly(new Set(splits.map(({ key }) => key)));
    leaveTimings(reused);
    const timings = writeRunTimings(folder, plan.hash, done.length);
    const load = loadOf(manifest);
    return { manifest, load, isUnchanged: false, reusedSplits: reused, splits: splits.length, timings };
  } catch (error) {
    leaveTimings(0);
    throw error;
  } finally {
    await pool?.close();
    directory.discard();
    folder?.removeAttempts();
    folder?.removeIfEmpty();
  }
}

/** Where a run keeps its work unless it is told. */
export function workFolderOf(out: string): string {
  const place = resolve(out);
  return join(dirname(place), `${basename(place)}.work`);
}

/** Threads, or this one where there is little to do or a part that threads cannot make again. */
export function openPool(
  {
    turnwise,
    preprocessor,
    workers = 1,
    onProgress = () => {},
    onNote = () => {},
  }: Pick<PrepareDatasetSettings, "turnwise" | "preprocessor" | "workers" | "onProgress" | "onNote">,
  plan: DatasetPlan,
  folder: RunFolder,
  splits: number,
  signal: AbortSignal,
): TaskPool {
  const wanted = threadsFor(workers, plan.inputs, plan.splitBytes, splits);
  if (wanted > 1 && plan.preprocessor !== null) {
    const script = new URL("./worker.mjs", import.meta.url);
    return createWorkerPool({ size: wanted, script, settings: plan, folder: folder.path, onProgress });
  }
  if (wanted > 1) onNote(oneThread(inlineParts(turnwise, preprocessor)));
  const pipeline = createRowPipeline(turnwise, preprocessor, plan.maxRowBytes, plan.sources);
  return createInlinePool(
    workerParts(turnwise, () => Promise.resolve(pipeline)),
    folder,
    signal,
    onProgress,
  );
}

/** Of a file of the work folder that is not what was written. */
export function doneAgain(path: string): string {
  return `${path} was missing or damaged: the piece of the input that it was made of was prepared again.`;
}

function oneThread(parts: readonly string[]): string {
  return `one thread does all: ${parts.join(" and ")} ${parts.length === 1 ? "is an object" : "are objects"} of this program, which other threads cannot make again. Give plug-ins of loadPlugin(), the model and the mask by their names.`;
}

/** Ends threads at once when the user wants to stop. */
export function untilAborted(signal: AbortSignal, pool: TaskPool): Promise<never> {
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
