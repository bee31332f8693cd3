import type { Plugin } from "@turnwise/core";
import { jsonlReader } from "./readers/jsonl-reader.ts";
import { messagesAdapter } from "./adapters/messages-adapter.ts";
import { jsonlWriter } from "./writers/jsonl-writer.ts";
import { parquetWriter } from "./writers/parquet/parquet-writer.ts";

export { jsonlReader } from "./readers/jsonl-reader.ts";
export { messagesAdapter } from "./adapters/messages-adapter.ts";
export { jsonlWriter } from "./writers/jsonl-writer.ts";
export { parquetWriter } from "./writers/parquet/parquet-writer.ts";

const plugin: Plugin = {
  name: "@turnwise/data",
  version: "0.0.0",
  contract: 1,
  readers: [jsonlReader],
  rowAdapters: [messagesAdapter],
  writers: [parquetWriter, jsonlWriter],
};
export default plugin;
