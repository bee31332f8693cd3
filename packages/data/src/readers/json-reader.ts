import { Buffer, constants } from "node:buffer";
import type { DatasetInput, DatasetReader, ReadOptions, SourceRecord } from "@turnwise/core";
import { beginsAsList } from "./json-beginnings.ts";
import { JsonItems } from "./json-items.ts";
import { toRecord } from "./to-record.ts";
import { recordsInRange } from "./records-in-range.ts";

const BYTE_ORDER_MARK: Buffer = Buffer.from("\uFEFF");

/**
 * Reads a JSON list of objects, on however many lines: each item is one record. Items that are no row are broken as lines of JSON
 * Lines are; where the list itself breaks off, the file is refused. Memory: one chunk and one item.
 *
 * @throws {InputOutputError} `input-unreadable`, `input-broken`
 * @throws the signal's reason, once it is aborted
 * @example
 * import { jsonReader, openInput } from "@turnwise/data";
 *
 * for await (const record of jsonReader.read(await openInput("alpaca.json"), { maxRowBytes: 64 * 1024 * 1024 })) {
 *   if (record.kind === "row") console.log(record.position, record.value);
 * }
 */
export const jsonReader: DatasetReader = {
  name: "json",
  description: "a JSON list of objects, UTF-8",
  extensions: [".json"],
  unit: "record",
  recognises: beginsAsList,
  read,
};

function read(input: DatasetInput, options: ReadOptions): AsyncIterable<SourceRecord> {
  const records = readAll(input, options);
  return options.range === undefined ? records : recordsInRange(records, options.range);
}

async function* readAll(input: DatasetInput, { maxRowBytes, signal }: ReadOptions): AsyncGenerator<SourceRecord> {
  const maximumBytes = Math.min(maxRowBytes, constants.MAX_STRING_LENGTH);
  const items = new JsonItems(input.name, maximumBytes);
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const bytes of input.chunks(signal === undefined ? {} : { signal })) {
    let chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (head !== undefined) {
      chunk = head = Buffer.concat([head, chunk]);
      if (chunk.length < BYTE_ORDER_MARK.length) continue;
      head = undefined;
      if (chunk.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)) {
        chunk = chunk.subarray(BYTE_ORDER_MARK.length);
        items.skip(BYTE_ORDER_MARK.length);
      }
    }
    for (const item of items.push(chunk)) {
      signal?.throwIfAborted();
      yield toRecord(item, maximumBytes);
    }
  }
  if (head !== undefined) for (const item of items.push(head)) yield toRecord(item, maximumBytes);
  items.end();
}
