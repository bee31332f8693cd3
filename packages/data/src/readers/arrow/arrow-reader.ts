import type { RecordBatch } from "apache-arrow";
import type { DatasetInput, DatasetReader, InputHead, ReadOptions, SourceRecord } from "@turnwise/core";
import { InputOutputError } from "@turnwise/core";
import { broken } from "../../inputs/input-failure.ts";
import { columnarRecord } from "../columnar/columnar-record.ts";
import { arrowMessages } from "./arrow-messages.ts";
import { rowType } from "./arrow-types.ts";
import { plainValues } from "./arrow-values.ts";
import { loadArrow, type ArrowLibrary } from "./library.ts";
import { recordsInRange } from "../records-in-range.ts";

/**
 * Reads Arrow IPC: streams, as `datasets` stores them, and files (Feather), also with lz4 and zstd. Null fields of inner structs are
 * left out (`schema-padding`). Memory: one record batch.
 *
 * @throws {InputOutputError} `input-unreadable`; `input-broken` names the record batch and the byte
 * @throws the signal's reason, once it is aborted
 * @example
 * import { arrowReader, openInput } from "@turnwise/data";
 *
 * for await (const record of arrowReader.read(await openInput("data-00000-of-00001.arrow"), { maxRowBytes: 64 * 1024 * 1024 })) {
 *   if (record.kind === "row") console.log(record.position, record.value);
 * }
 */
export const arrowReader: DatasetReader = {
  name: "arrow",
  description: "Arrow: streams, files, and what datasets saves to disk",
  extensions: [".arrow", ".feather"],
  unit: "record",
  recognises,
  read,
};

/** A file's magic bytes, or a stream's first message: a schema of a plausible size. */
function recognises({ head }: InputHead): boolean {
  if (String.fromCharCode(...head.subarray(0, 6)) === "ARROW1") return true;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 8 || view.getUint32(0, true) !== 0xffffffff) return false;
  const length = view.getUint32(4, true);
  return length > 0 && length < 1 << 26 && length % 8 === 0;
}

function read(input: DatasetInput, options: ReadOptions): AsyncIterable<SourceRecord> {
  const records = readAll(input, options);
  return options.range === undefined ? records : recordsInRange(records, options.range);
}

async function* readAll(input: DatasetInput, { maxRowBytes, signal }: ReadOptions): AsyncGenerator<SourceRecord> {
  signal?.throwIfAborted();
  const library = await loadArrow();
  let number = 0;
  let batches = 0;
  for await (const batch of recordBatches(input, library, signal)) {
    const { type, columns } = orBroken(input.name, batches, () => ({
      type: rowType(batch.schema, library),
      columns: batch.schema.fields.map(({ name }, index) => {
        const data = batch.data.children[index];
        return [name, data === undefined ? [] : plainValues(data, library)] as const;
      }),
    }));
    for (let row = 0; row < batch.numRows; row++) {
      signal?.throwIfAborted();
      number += 1;
      yield columnarRecord(
        { line: number, position: number },
        type,
        Object.fromEntries(columns.map(([name, values]) => [name, values[row]])),
        maxRowBytes,
      );
    }
    batches += 1;
  }
}

async function* recordBatches(
  input: DatasetInput,
  library: ArrowLibrary,
  signal?: AbortSignal,
): AsyncGenerator<RecordBatch> {
  let batches = 0;
  const bytes = (async function* messages() {
    const chunks = input.chunks(signal === undefined ? {} : { signal });
    for await (const message of arrowMessages(input.name, chunks, (head) => library.Message.decode(head)))
      yield message.bytes;
  })();
  try {
    const reader = await library.RecordBatchReader.from(bytes);
    for await (const batch of reader) {
      yield batch;
      batches += 1;
    }
  } catch (error) {
    if (signal?.aborted === true || error instanceof InputOutputError) throw error;
    throw damaged(input.name, batches, error);
  } finally {
    await bytes.return(undefined); // apache-arrow does not end it where its consumer stops
  }
}

function orBroken<T>(name: string, batches: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw damaged(name, batches, error);
  }
}

function damaged(name: string, batches: number, cause: unknown): InputOutputError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return broken(
    name,
    `record batch ${batches} cannot be understood (${reason}). The file is damaged: fetch or write it again.`,
    cause,
  );
}
