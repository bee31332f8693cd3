import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Rejection, SourceRecord } from "@turnwise/core";
import { canonicalJson } from "../canonical-json.ts";
import { countDiagnostics, countExample, countRejection, emptyCounts } from "../counts.ts";
import type { RowPipeline, Split } from "../pipeline.ts";
import { publishFile } from "../publish.ts";
import { HashedFileWriter } from "../spool/hashed-file.ts";
import { spoolName } from "../spool/spool-layout.ts";
import { SpoolWriter } from "../spool/spool-writer.ts";
import type { Receipt, SplitRejection } from "./receipt.ts";
import type { Stopwatch } from "../timings/stopwatch.ts";
import type { WorkerStage } from "../timings/worker-timings.ts";
import { isShallow } from "./is-shallow.ts";
import type { RunFolder } from "./run-folder.ts";

/** How far the work on a split is. */
export interface SplitProgress {
  readonly prepared: number;
  readonly rejected: number;
  /** Bytes of rows read. */
  readonly bytes: number;
}

export interface WorkOptions {
  readonly signal: AbortSignal;
  /** Called behind every {@link ROWS_BETWEEN_REPORTS} rows with what is new since the last call. */
  readonly onProgress?: (more: SplitProgress) => void;
  /** Called when all rows are prepared: what is left is to wait for the disk. */
  readonly onPrepared?: () => void;
  /** Stop behind this many rows. */
  readonly limit?: number;
  readonly watch: Stopwatch<WorkerStage>;
}

const ROWS_BETWEEN_REPORTS = 256;

const TEXT = new TextEncoder();

/**
 * Prepares one split into the run's folder: files first, the receipt last. It may be done twice, at once or after a crash: the
 * first wins.
 *
 * @throws {TurnwiseError} for faults of the program
 * @throws {InputOutputError} for a file or disk that fails
 * @throws the signal's reason, once it is aborted
 */
export async function workSplit(
  pipeline: RowPipeline,
  split: Split,
  folder: RunFolder,
  options: WorkOptions,
): Promise<Receipt> {
  const attempt = folder.newAttempt();
  const spool = new SpoolWriter(attempt, pipeline.weighted);
  try {
    const work = await prepareRecords(pipeline, split, spool, options);
    const files = spool.end();
    const named = files.map((file) => ({ ...file, name: spoolName(split.key, file.name) }));
    const receipt: Receipt = { key: split.key, files: named, ...work };
    const receiptPath = join(attempt, "receipt.json");
    const receiptFile = written(receiptPath, receipt);
    options.onPrepared?.();
    await spool.sync(receiptFile);
    for (const { name } of files) await publishFile(join(attempt, name), folder.spoolPath(split.key, name));
    await publishFile(receiptPath, folder.receiptPath(split.key));
    rmSync(attempt, { recursive: true, force: true });
    return receipt;
  } catch (error) {
    spool.abandon();
    throw error;
  }
}

function written(path: string, receipt: Receipt): HashedFileWriter {
  const file = new HashedFileWriter(path);
  file.append(TEXT.encode(`${canonicalJson(receipt)}\n`));
  file.end(path);
  return file;
}

async function prepareRecords(
  pipeline: RowPipeline,
  split: Split,
  spool: SpoolWriter,
  { signal, onProgress, watch, limit = Number.POSITIVE_INFINITY }: WorkOptions,
): Promise<Pick<Receipt, "counts" | "rejections" | "bytes">> {
  const counts = emptyCounts();
  const rejections: SplitRejection[] = [];
  let bytes = 0;
  let reported: SplitProgress = { prepared: 0, rejected: 0, bytes: 0 };
  const report = (): void => {
    const { prepared, rejected } = counts;
    onProgress?.({
      prepared: prepared - reported.prepared,
      rejected: rejected - reported.rejected,
      bytes: bytes - reported.bytes,
    });
    reported = { prepared, rejected, bytes };
  };
  watch.enter("read");
  for await (const record of await pipeline.read(split, signal)) {
    if (counts.prepared + counts.rejected >= limit) break;
    signal.throwIfAborted();
    counts.lines++;
    bytes += record.text.length + 1;
    if (counts.lines % ROWS_BETWEEN_REPORTS === 0) report();
    if (record.kind === "blank") {
      counts.blank++;
      continue;
    }
    watch.enter("prepare");
    const prepared = record.kind === "broken" ? record : pipeline.prepare(split, record);
    watch.enter("spool");
    if ("code" in prepared) {
      if (counts.rejections[prepared.code] === undefined) {
        rejections.push({ code: prepared.code, line: record.line, message: prepared.message });
      }
      countRejection(counts, prepared);
      spool.rejected(rejectedLine(record, prepared));
      watch.enter("read");
      continue;
    }
    counts.prepared++;
    countDiagnostics(counts, prepared.diagnostics);
    for (const [index, example] of prepared.examples.entries()) {
      countExample(counts, example);
      spool.example({ position: record.position, line: record.line, example: index }, example, prepared.fingerprint);
    }
    watch.enter("read");
  }
  watch.enter("spool");
  report();
  return { counts, rejections, bytes };
}

/** Where, why, and the row as it stood in the file where it is JSON that every reader takes; else its text, or its bytes where they are no text. */
function rejectedLine(record: SourceRecord, { code, message, at }: Omit<Rejection, "kind">): string {
  const head = JSON.stringify({ line: record.line, position: record.position, code, message, ...(at && { at }) });
  // A line break in JSON text is white space: within strings it is escaped.
  if (record.kind === "row" && isShallow(record.text))
    return `${head.slice(0, -1)},"row":${record.text.trim().replaceAll(/[\r\n]+/g, " ")}}`;
  const isBytes = record.kind === "broken" && record.encoding === "base64";
  return `${head.slice(0, -1)},"${isBytes ? "row_base64" : "row_text"}":${JSON.stringify(record.text)}}`;
}
