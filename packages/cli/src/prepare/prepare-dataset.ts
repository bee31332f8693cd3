import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Preprocessor, RowAdapter, SourceRecord, Turnwise } from "@turnwise/core";
import { turnwiseVersion } from "../version.ts";
import {
  countDiagnostics,
  countExample,
  countRejection,
  emptyCounts,
  type Counts,
  type RejectionExample,
} from "./counts.ts";
import { openDatasetOutput, type DatasetOutput } from "./dataset-output.ts";
import { hashFile } from "./hash-file.ts";
import type { Manifest } from "./manifest.ts";
import { openOutputDirectory } from "./output-directory.ts";
import { prepareRow } from "./prepare-row.ts";
import { openSource, type OpenSource } from "./open-source.ts";

/** What to prepare, and where to. */
export interface PrepareDatasetSettings {
  readonly turnwise: Turnwise;
  readonly preprocessor: Preprocessor;
  /** As the user named it; goes into the manifest. */
  readonly model: string;
  readonly files: readonly string[];
  /** Directory; appears at once when complete. */
  readonly out: string;
  /** A writer's name. @default "parquet" */
  readonly format?: string | undefined;
  /** Stop behind this many rows (blank lines do not count). */
  readonly limit?: number | undefined;
  /** @default 16 MiB */
  readonly maxRowBytes?: number | undefined;
  readonly overwrite?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called behind every row, with what was counted so far and the bytes of the row's text. */
  readonly onRow?: (counts: Counts, rowLength: number) => void;
}

/** Longer rows are rejected (`row-too-large`): a conversation of this size is a file in the wrong format, or several in one. */
export const DEFAULT_MAX_ROW_BYTES: number = 16 * 1024 * 1024;

/**
 * Prepares files into a directory: `train-00000.*`, `index/rows.parquet`, `rejected.jsonl` and `manifest.json`.
 * Returns the manifest.
 *
 * @throws {TurnwiseError} for settings that do not fit
 * @throws {InputOutputError} for a file or disk that fails; nothing is published then
 * @throws the signal's reason, once it is aborted; nothing is published then
 */
export async function prepareDataset(settings: PrepareDatasetSettings): Promise<Manifest> {
  const { turnwise, preprocessor, files, format = "parquet", signal } = settings;
  const sources: OpenSource[] = [];
  for (const path of files) sources.push(await openSource(turnwise, path));
  turnwise.registry.get("writer", format); // an unknown format is an error before anything is written
  const directory = await openOutputDirectory(settings.out, settings.overwrite ?? false);
  try {
    const inputs: Manifest["inputs"][number][] = [];
    for (const path of files) inputs.push({ path, ...(await hashFile(path)) });
    const output = await openDatasetOutput(turnwise, preprocessor, format, directory.workPath);
    const { counts, examples } = await prepareRows(settings, sources, output);
    const names = await output.close();
    signal?.throwIfAborted();
    const manifest: Manifest = {
      turnwise: turnwiseVersion(),
      plugins: turnwise.registry.plugins.map(({ name, version }) => ({ name, version })),
      model: settings.model,
      conventions: preprocessor.conventions,
      inputs,
      limit: settings.limit ?? null,
      columns: output.columns,
      outputs: await Promise.all(
        names.map(async (path) => ({ path, ...(await hashFile(join(directory.workPath, path))) })),
      ),
      counts,
      rejection_examples: examples,
      notes: preprocessor.notes,
    };
    writeFileSync(join(directory.workPath, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    await directory.publish();
    return manifest;
  } finally {
    directory.discard();
  }
}

/** What prepares rows, where they go, and what became of them. */
interface Work {
  readonly preprocessor: Preprocessor;
  readonly adapter: RowAdapter;
  readonly output: DatasetOutput;
  readonly counts: Counts;
  /** The first refused row of each code. */
  readonly examples: RejectionExample[];
}

async function prepareRows(
  settings: PrepareDatasetSettings,
  sources: readonly OpenSource[],
  output: DatasetOutput,
): Promise<Work> {
  const { limit = Number.POSITIVE_INFINITY, maxRowBytes = DEFAULT_MAX_ROW_BYTES, signal, onRow } = settings;
  const { preprocessor, turnwise } = settings;
  const adapter = turnwise.registry.get<RowAdapter>("row adapter", "messages");
  const work: Work = { preprocessor, adapter, output, counts: emptyCounts(), examples: [] };
  const { counts } = work;
  for (const { input, reader } of sources) {
    const { path } = input;
    for await (const record of reader.read(input, { maxRowBytes, ...(signal === undefined ? {} : { signal }) })) {
      if (counts.prepared + counts.rejected >= limit) return work;
      signal?.throwIfAborted();
      counts.lines++;
      if (record.kind === "blank") counts.blank++;
      else await prepareRecord(work, path, record);
      onRow?.(counts, record.text.length);
    }
  }
  return work;
}

async function prepareRecord(
  { preprocessor, adapter, output, counts, examples }: Work,
  source: string,
  record: Exclude<SourceRecord, { readonly kind: "blank" }>,
): Promise<void> {
  const { line } = record;
  const prepared =
    record.kind === "broken" ? record : prepareRow(`${source}, line ${line}`, preprocessor, adapter, record.value);
  if ("code" in prepared) {
    const { code, message } = prepared;
    if (counts.rejections[code] === undefined) examples.push({ code, source, line, message });
    countRejection(counts, prepared);
    await output.writeRejection(source, record, prepared);
    return;
  }
  counts.prepared++;
  countDiagnostics(counts, prepared.diagnostics);
  for (const [index, example] of prepared.examples.entries()) {
    countExample(counts, example);
    await output.writeExample(source, line, index, example);
  }
}
