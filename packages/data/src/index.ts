import type { Plugin } from "@turnwise/core";
import { jsonReader } from "./readers/json-reader.ts";
import { jsonlReader } from "./readers/jsonl-reader.ts";
import { messagesAdapter } from "./adapters/messages-adapter.ts";
import { jsonlWriter } from "./writers/jsonl-writer.ts";
import { parquetWriter } from "./writers/parquet/parquet-writer.ts";

export { chooseReader } from "./readers/choose-reader.ts";
export { openInput } from "./inputs/open-input.ts";
export type { FileInput } from "./inputs/file-input.ts";
export type { Packing } from "./inputs/packing.ts";
export { jsonReader } from "./readers/json-reader.ts";
export { jsonlReader } from "./readers/jsonl-reader.ts";
export { messagesAdapter } from "./adapters/messages-adapter.ts";
export { jsonlWriter } from "./writers/jsonl-writer.ts";
export { parquetWriter } from "./writers/parquet/parquet-writer.ts";

const plugin: Plugin = {
  name: "@turnwise/data",
  version: "0.0.0",
  contract: 1,
  readers: [jsonlReader, jsonReader],
  rowAdapters: [messagesAdapter],
  writers: [parquetWriter, jsonlWriter],
};
export default plugin;
