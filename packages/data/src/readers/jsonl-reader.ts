import { Buffer, constants } from "node:buffer";
import type { DatasetReader, SourceRecord } from "@turnwise/core";
import { checkIsJsonLines } from "./check-is-json-lines.ts";
import { LineSplitter } from "./line-splitter.ts";
import { readChunks } from "./read-chunks.ts";
import { toRecord } from "./to-record.ts";

const CHUNK_BYTES = 1 << 20;
/** How much of a file shows that it is something else. */
const HEAD_BYTES = 1 << 16;
const BYTE_ORDER_MARK: Buffer = Buffer.from("\uFEFF");

/**
 * Reads JSON Lines: UTF-8, one JSON object a line. Every line is one record; those that are no row are broken with the code
 * `broken-json`, `nested-too-deep`, `not-an-object`, `invalid-utf8` or `row-too-large`. A byte order mark at the start is skipped, lines end
 * in `\n` or `\r\n`. Memory: one chunk of 1 MiB and one line.
 *
 * @throws {TurnwiseError} `input-unreadable`; `input-not-json-lines` for a file that is something else as a whole
 * @throws the signal's reason, once it is aborted
 * @example
 * import { jsonlReader } from "@turnwise/data";
 *
 * for await (const record of jsonlReader.read("chats.jsonl", { maxRowBytes: 64 * 1024 * 1024 })) {
 *   if (record.kind === "row") console.log(record.line, record.value);
 * }
 */
export const jsonlReader: DatasetReader = {
  name: "jsonl",
  description: "JSON Lines: one JSON object a line, UTF-8",
  extensions: [".jsonl", ".ndjson", ".json"],
  read,
};

async function* read(
  path: string,
  { maxRowBytes, signal }: { readonly maxRowBytes: number; readonly signal?: AbortSignal },
): AsyncGenerator<SourceRecord> {
  const maximumBytes = Math.min(maxRowBytes, constants.MAX_STRING_LENGTH);
  const splitter = new LineSplitter(maximumBytes);
  let isFirst = true;
  for await (const bytes of readChunks(path, CHUNK_BYTES, signal)) {
    const marked = isFirst && bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
    const chunk = marked ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
    if (marked) splitter.skip(BYTE_ORDER_MARK.length);
    if (isFirst) checkIsJsonLines(chunk.subarray(0, HEAD_BYTES), chunk.length <= HEAD_BYTES, path);
    isFirst = false;
    for (const line of splitter.push(chunk)) {
      signal?.throwIfAborted();
      yield toRecord(line, maximumBytes);
    }
  }
  const last = splitter.end();
  if (last !== undefined) yield toRecord(last, maximumBytes);
}
