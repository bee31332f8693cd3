import { Buffer, constants } from "node:buffer";
import type { DatasetInput, DatasetReader, ReadOptions, SourceRecord } from "@turnwise/core";
import { beginsAsDocument, beginsAsList, holdsRows } from "./json-beginnings.ts";
import { LineSplitter } from "./line-splitter.ts";
import { toRecord } from "./to-record.ts";

const BYTE_ORDER_MARK: Buffer = Buffer.from("\uFEFF");

/**
 * Reads JSON Lines: UTF-8, one JSON object a line. Every line is one record; those that are no row are broken with the code
 * `broken-json`, `nested-too-deep`, `not-an-object`, `invalid-utf8` or `row-too-large`. A byte order mark at the start is skipped, lines end
 * in `\n` or `\r\n`. Memory: one chunk and one line.
 *
 * @throws {InputOutputError} `input-unreadable`, `input-broken`
 * @throws the signal's reason, once it is aborted
 * @example
 * import { jsonlReader, openInput } from "@turnwise/data";
 *
 * for await (const record of jsonlReader.read(await openInput("chats.jsonl"), { maxRowBytes: 64 * 1024 * 1024 })) {
 *   if (record.kind === "row") console.log(record.line, record.value);
 * }
 */
export const jsonlReader: DatasetReader = {
  name: "jsonl",
  description: "JSON Lines: one JSON object a line, UTF-8",
  extensions: [".jsonl", ".ndjson", ".json"],
  unit: "line",
  recognises: (input) => holdsRows(input) && !beginsAsList(input) && !beginsAsDocument(input),
  read,
};

/** A line belongs to the range in which it begins; the first line of a file begins at 0, before a byte order mark. */
async function* read(
  input: DatasetInput,
  { maxRowBytes, signal, range = { start: 0 } }: ReadOptions,
): AsyncGenerator<SourceRecord> {
  const maximumBytes = Math.min(maxRowBytes, constants.MAX_STRING_LENGTH);
  const end = range.end ?? Number.POSITIVE_INFINITY;
  if (range.start >= end) return;
  // The byte before a range says whether a line begins with it; what ends there belongs to the range before.
  const begin = Math.max(0, range.start - 1);
  const first = range.start === 0 ? 1 : 0;
  const splitter = new LineSplitter(maximumBytes, first);
  splitter.skip(begin);
  let head: Buffer | undefined = Buffer.alloc(0);
  const chunks = input.chunks({
    ...(begin > 0 && { range: { start: begin } }),
    ...(range.end !== undefined && { again: range.end - 1 }),
    ...(signal && { signal }),
  });
  const lines: LinesOfRange = { splitter, first, end, maximumBytes, signal };
  for await (const bytes of chunks) {
    let chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (head !== undefined) {
      chunk = head = Buffer.concat([head, chunk]);
      if (begin === 0 && chunk.length < BYTE_ORDER_MARK.length) continue;
      head = undefined;
      if (begin === 0 && chunk.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)) {
        chunk = chunk.subarray(BYTE_ORDER_MARK.length);
        splitter.skip(BYTE_ORDER_MARK.length);
      }
    }
    // `yield*` makes promises of its own for each.
    for (const record of recordsIn(chunk, lines)) yield record;
    if (splitter.offset >= end && splitter.number > first) return;
  }
  if (head !== undefined) yield* recordsIn(head, lines);
  const last = splitter.end();
  if (last === undefined || last.number < 1 || (last.offset >= end && last.number > first)) return;
  yield toRecord(last, maximumBytes);
}

interface LinesOfRange {
  readonly splitter: LineSplitter;
  /** Number of the first line. */
  readonly first: number;
  /** Where the range ends in the file, in bytes. */
  readonly end: number;
  readonly maximumBytes: number;
  readonly signal: AbortSignal | undefined;
}

/** The records of the lines that end in a chunk and belong to the range. */
function* recordsIn(
  chunk: Buffer,
  { splitter, first, end, maximumBytes, signal }: LinesOfRange,
): Generator<SourceRecord> {
  for (const line of splitter.push(chunk)) {
    if (line.number < 1) continue;
    if (line.offset >= end && line.number > first) return;
    signal?.throwIfAborted();
    yield toRecord(line, maximumBytes);
  }
}
