import { extname } from "node:path";
import { TurnwiseError, type DatasetReader, type Turnwise } from "@turnwise/core";

/**
 * The reader of a file's extension; JSON Lines for one that no reader names.
 *
 * @throws {TurnwiseError} `no-reader` if there is none at all
 */
export function readerFor({ registry }: Turnwise, path: string): DatasetReader {
  const readers = registry.all<DatasetReader>("reader").map(({ value }) => value);
  const reader =
    readers.findLast(({ extensions }) => extensions.includes(extname(path))) ??
    readers.find(({ name }) => name === "jsonl");
  if (reader !== undefined) return reader;
  throw new TurnwiseError("no-reader", `no reader for ${path}; known: ${readers.map(({ name }) => name).join(", ")}.`);
}
