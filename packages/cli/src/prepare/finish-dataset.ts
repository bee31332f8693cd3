import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { outputFailed, TurnwiseError, type Preprocessor, type Turnwise } from "@turnwise/core";
import {
  columnDefinitions,
  finalizeRun,
  hashFile,
  type FinalizedRun,
  type OutputSettings,
  type Receipt,
  type RunFolder,
  type SessionClock,
  type Split,
  type TaskPool,
} from "@turnwise/run";
import { counted } from "../terminal/format-number.ts";
import { turnwiseVersion } from "../version.ts";
import type { Manifest } from "./manifest.ts";
import type { OutputDirectory } from "./output-directory.ts";
import { describeOutput, type DatasetPlan } from "./plan-dataset.ts";

/** What the files are made of, and with. */
export interface FinishSettings {
  readonly turnwise: Turnwise;
  readonly preprocessor: Preprocessor;
  /** As the user named it. */
  readonly model: string;
  readonly plan: DatasetPlan;
  readonly output: OutputSettings;
  readonly folder: RunFolder;
  readonly splits: readonly Split[];
  readonly receipts: readonly Receipt[];
  readonly pool: TaskPool;
  readonly signal: AbortSignal;
  readonly clock: SessionClock;
}

/**
 * Writes the files of a run whose pieces are done, and puts them in their place.
 *
 * @throws {TurnwiseError} `no-rows` where the input has none, which nobody wants prepared
 */
export async function finishDataset(settings: FinishSettings, directory: OutputDirectory): Promise<Manifest> {
  const { folder, splits, receipts, output, pool, signal, clock } = settings;
  if (receipts.every(({ counts }) => counts.prepared + counts.rejected === 0)) throw noRows(settings.plan);
  const run = await finalizeRun(folder, splits, receipts, output, pool, directory.workPath, (stage) =>
    clock.enter(stage),
  );
  clock.enter("publish");
  signal.throwIfAborted();
  const manifest = await describeRun(settings, run, directory.workPath);
  writeManifest(join(directory.workPath, "manifest.json"), manifest);
  await directory.publish();
  return manifest;
}

function noRows({ inputs }: DatasetPlan): TurnwiseError {
  const shown = inputs.slice(0, 3).map(({ name, bytes }) => `${name} (${counted(bytes, "byte")})`);
  const more = inputs.length > 3 ? ` and ${inputs.length - 3} more` : "";
  return new TurnwiseError("no-rows", `there is no row in ${shown.join(", ")}${more}: nothing was written.`);
}

function writeManifest(path: string, manifest: Manifest): void {
  try {
    writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
  } catch (error) {
    throw outputFailed(path, error);
  }
}

async function describeRun(
  { turnwise, preprocessor, model, plan, output }: FinishSettings,
  run: FinalizedRun,
  folder: string,
): Promise<Manifest> {
  const { trainer, pack, weighted } = output;
  const packed = pack !== null;
  return {
    turnwise: turnwiseVersion(),
    plan: plan.hash,
    plugins: turnwise.registry.plugins.map(({ name, version }) => ({ name, version })),
    model,
    conventions: preprocessor.conventions,
    inputs: plan.inputs.map(({ name, bytes, sha256 }, index) => ({
      path: name,
      bytes,
      sha256,
      read_as: plan.sources[index]?.statement ?? "",
    })),
    limit: plan.limit,
    output: describeOutput(output),
    columns: columnDefinitions(trainer.columns({ packed, weighted })),
    outputs: await hashOutputs(folder, run.files),
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
    repeated_rows: run.repeatedRows,
    counts: run.counts,
    rejection_examples: run.rejections,
    notes: preprocessor.notes,
    load: loadSnippet(output, run.parts, "."),
  };
}

/** One file behind the other: there may be thousands, and one thread hashes them all. */
async function hashOutputs(folder: string, paths: readonly string[]): Promise<Manifest["outputs"]> {
  const outputs: Manifest["outputs"][number][] = [];
  for (const path of paths) {
    const hash = await hashFile(join(folder, path)).catch((error: unknown) => {
      throw outputFailed(join(folder, path), error);
    });
    outputs.push({ path, ...hash });
  }
  return outputs;
}

/** How the trainer loads an output with these parts. */
export function loadSnippet(
  { trainer, pack, weighted }: OutputSettings,
  parts: readonly { readonly name: string; readonly rows: number }[],
  folder: string,
): string {
  const validation = parts.some(({ name, rows }) => name === "validation" && rows > 0);
  return trainer.snippet({ packed: pack !== null, weighted, folder, capacity: pack?.capacity ?? null, validation });
}
