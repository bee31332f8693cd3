import { mkdirSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import {
  orRejection,
  TurnwiseError,
  type ColumnDefinition,
  type DatasetReader,
  type Example,
  type OpenShard,
  type Json,
  type Prepared,
  type Preprocessor,
  type Rejection,
  type RowAdapter,
  type SourceRecord,
  type ShardRow,
  type ShardWriter,
  type Turnwise,
} from "@turnwise/core";
import { turnwiseVersion } from "../version.ts";
import {
  countDiagnostics,
  countExample,
  countRejection,
  emptyCounts,
  type Counts,
  type RejectionExample,
} from "./counts.ts";
import { hashFile } from "./hash-file.ts";
import type { Manifest } from "./manifest.ts";
import { openOutputDirectory } from "./output-directory.ts";
import { openRejectedLog, type RejectedLog } from "./rejected-log.ts";

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

const INDEX_COLUMNS: readonly ColumnDefinition[] = [
  { name: "source", type: "string" },
  { name: "line", type: "int64" },
  { name: "example", type: "int32" },
  { name: "turns", type: "string" },
  { name: "verdicts", type: "string" },
  { name: "tokens", type: "int32" },
  { name: "trained_tokens", type: "int32" },
];

/**
 * Prepares files into a directory: `train-00000.*`, `index/rows.parquet`, `rejected.jsonl` and `manifest.json`.
 * Returns the manifest.
 *
 * @throws {TurnwiseError} for settings that do not fit
 * @throws {InputOutputError} for a file or disk that fails; nothing is published then
 * @throws the signal's reason, once it is aborted; nothing is published then
 */
export async function prepareDataset(settings: PrepareDatasetSettings): Promise<Manifest> {
  const { turnwise, preprocessor, files, signal } = settings;
  const writer = turnwise.registry.get<ShardWriter>("writer", settings.format ?? "parquet");
  const sources = files.map((path) => ({ path, reader: readerFor(turnwise, path) }));
  const directory = await openOutputDirectory(settings.out, settings.overwrite ?? false);
  try {
    const inputs: Manifest["inputs"][number][] = [];
    for (const path of files) inputs.push({ path, ...(await hashFile(path)) });
    const columns = trainColumns(preprocessor);
    const output = await openOutput(turnwise, writer, columns, directory.workPath);
    const counts = await prepareRows(settings, sources, output);
    const names = await output.close();
    signal?.throwIfAborted();
    const manifest: Manifest = {
      turnwise: turnwiseVersion(),
      plugins: turnwise.registry.plugins.map(({ name, version }) => ({ name, version })),
      model: settings.model,
      conventions: preprocessor.conventions,
      inputs,
      limit: settings.limit ?? null,
      columns,
      outputs: await Promise.all(
        names.map(async (path) => ({ path, ...(await hashFile(join(directory.workPath, path))) })),
      ),
      counts,
      rejection_examples: output.rejectionExamples,
      notes: preprocessor.notes,
    };
    writeFileSync(join(directory.workPath, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    await directory.publish();
    return manifest;
  } finally {
    directory.discard();
  }
}

interface Source {
  readonly path: string;
  readonly reader: DatasetReader;
}

async function prepareRows(
  settings: PrepareDatasetSettings,
  sources: readonly Source[],
  output: Output,
): Promise<Counts> {
  const { limit = Number.POSITIVE_INFINITY, maxRowBytes = DEFAULT_MAX_ROW_BYTES, signal, onRow } = settings;
  const adapter = settings.turnwise.registry.get<RowAdapter>("row adapter", "messages");
  const counts = emptyCounts();
  for (const { path, reader } of sources) {
    for await (const record of reader.read(path, { maxRowBytes, ...(signal === undefined ? {} : { signal }) })) {
      if (counts.prepared + counts.rejected >= limit) return counts;
      signal?.throwIfAborted();
      counts.lines++;
      if (record.kind === "blank") counts.blank++;
      else await prepareRecord(settings.preprocessor, adapter, path, record, output, counts);
      onRow?.(counts, record.text.length);
    }
  }
  return counts;
}

async function prepareRecord(
  preprocessor: Preprocessor,
  adapter: RowAdapter,
  source: string,
  record: Exclude<SourceRecord, { readonly kind: "blank" }>,
  output: Output,
  counts: Counts,
): Promise<void> {
  const result = record.kind === "broken" ? record : prepareRow(preprocessor, adapter, record.value);
  if ("code" in result) {
    if (counts.rejections[result.code] === undefined) {
      output.rejectionExamples.push({ code: result.code, source, line: record.line, message: result.message });
    }
    countRejection(counts, result);
    await output.rejected.write(source, record, result);
    return;
  }
  counts.prepared++;
  countDiagnostics(counts, result.diagnostics);
  for (const [index, example] of result.examples.entries()) {
    countExample(counts, example);
    await output.train.write(trainRow(preprocessor, example));
    await output.index.write([
      source,
      record.line,
      index,
      example.turns.map(({ turn }) => turn).join(","),
      example.turns.map(({ verdict }) => verdict).join(","),
      example.ids.length,
      example.trainedTokens,
    ]);
  }
}

function prepareRow(preprocessor: Preprocessor, adapter: RowAdapter, row: Json): Prepared | Rejection {
  return orRejection(() => {
    const { conversation, diagnostics } = adapter.adapt(row);
    const result = preprocessor.prepare(conversation);
    return result.kind === "rejection" ? result : { ...result, diagnostics: [...diagnostics, ...result.diagnostics] };
  });
}

interface Output {
  readonly train: OpenShard;
  readonly index: OpenShard;
  readonly rejected: RejectedLog;
  readonly rejectionExamples: RejectionExample[];
  /** The names of the files written. */
  close(): Promise<readonly string[]>;
}

async function openOutput(
  turnwise: Turnwise,
  writer: ShardWriter,
  columns: readonly ColumnDefinition[],
  folder: string,
): Promise<Output> {
  const names = { train: `train-00000${writer.extension}`, index: "index/rows.parquet", rejected: "rejected.jsonl" };
  mkdirSync(join(folder, "index"));
  const train = await writer.open(join(folder, names.train), columns);
  const indexWriter = turnwise.registry.get<ShardWriter>("writer", "parquet");
  const index = await indexWriter.open(join(folder, names.index), INDEX_COLUMNS);
  const rejected = openRejectedLog(join(folder, names.rejected));
  return {
    train,
    index,
    rejected,
    rejectionExamples: [],
    async close() {
      await train.close();
      await index.close();
      await rejected.close();
      return Object.values(names);
    },
  };
}

function trainColumns({ weighted }: Preprocessor): readonly ColumnDefinition[] {
  return [
    { name: "input_ids", type: "list<int32>" },
    { name: "labels", type: "list<int32>" },
    { name: "attention_mask", type: "list<int8>" },
    ...(weighted ? [{ name: "loss_weights", type: "list<float32>" } as const] : []),
  ];
}

function trainRow(preprocessor: Preprocessor, example: Example): ShardRow {
  const { input_ids, labels, attention_mask, loss_weights } = preprocessor.columns(example);
  return [input_ids, labels, attention_mask, ...(loss_weights === undefined ? [] : [loss_weights])];
}

/** The reader of a file's extension; JSON Lines for one that no reader names. */
export function readerFor({ registry }: Turnwise, path: string): DatasetReader {
  const readers = registry.all<DatasetReader>("reader").map(({ value }) => value);
  const reader =
    readers.findLast(({ extensions }) => extensions.includes(extname(path))) ??
    readers.find(({ name }) => name === "jsonl");
  if (reader !== undefined) return reader;
  throw new TurnwiseError("no-reader", `no reader for ${path}; known: ${readers.map(({ name }) => name).join(", ")}.`);
}
