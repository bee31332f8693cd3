import type { Plugin } from "@turnwise/core";
import { arrowReader } from "./readers/arrow/arrow-reader.ts";
import { csvReader } from "./readers/csv/csv-reader.ts";
import { jsonReader } from "./readers/json-reader.ts";
import { jsonlReader } from "./readers/jsonl-reader.ts";
import { parquetReader } from "./readers/parquet/parquet-reader.ts";
import { alpacaAdapter } from "./adapters/alpaca-adapter.ts";
import { promptCompletionAdapter } from "./adapters/prompt-completion-adapter.ts";
import { questionAnswerAdapter } from "./adapters/question-answer-adapter.ts";
import { sharegptAdapter } from "./adapters/sharegpt-adapter.ts";
import { textAdapter } from "./adapters/text-adapter.ts";
import { messagesAdapter } from "./adapters/messages-adapter.ts";
import { axolotlTrainer } from "./trainers/axolotl-trainer.ts";
import { genericTrainer } from "./trainers/generic-trainer.ts";
import { llamafactoryTrainer } from "./trainers/llamafactory-trainer.ts";
import { megatronBridgeTrainer } from "./trainers/megatron-bridge-trainer.ts";
import { torchtuneMainTrainer, torchtuneTrainer } from "./trainers/torchtune-trainer.ts";
import { trlTrainer } from "./trainers/trl-trainer.ts";
import { arrowWriter } from "./writers/arrow-writer.ts";
import { jsonlWriter } from "./writers/jsonl-writer.ts";
import { parquetWriter } from "./writers/parquet/parquet-writer.ts";

export { conversationFingerprint } from "./adapters/conversation-fingerprint.ts";
export { arrowReader } from "./readers/arrow/arrow-reader.ts";
export { chooseReader } from "./readers/choose-reader.ts";
export { openInput } from "./inputs/open-input.ts";
export type { FileInput } from "./inputs/file-input.ts";
export type { Packing } from "./inputs/packing.ts";
export { csvReader } from "./readers/csv/csv-reader.ts";
export { jsonReader } from "./readers/json-reader.ts";
export { jsonlReader } from "./readers/jsonl-reader.ts";
export { parquetReader } from "./readers/parquet/parquet-reader.ts";
export { alpacaAdapter } from "./adapters/alpaca-adapter.ts";
export { chooseAdapter, type ChosenAdapter, type ShapeChoice } from "./adapters/choose-adapter.ts";
export { promptCompletionAdapter } from "./adapters/prompt-completion-adapter.ts";
export { questionAnswerAdapter } from "./adapters/question-answer-adapter.ts";
export { sharegptAdapter } from "./adapters/sharegpt-adapter.ts";
export { textAdapter } from "./adapters/text-adapter.ts";
export { copiesTaken } from "./sources/copies-taken.ts";
export { findFiles } from "./sources/find-files.ts";
export { isStandardInput } from "./inputs/standard-input.ts";
export { parseSourceName, type SourceName } from "./sources/source-name.ts";
export { messagesAdapter } from "./adapters/messages-adapter.ts";
export { arrowWriter } from "./writers/arrow-writer.ts";
export { jsonlWriter } from "./writers/jsonl-writer.ts";
export { parquetWriter } from "./writers/parquet/parquet-writer.ts";

const plugin: Plugin = {
  name: "@turnwise/data",
  version: "0.0.0",
  contract: 1,
  readers: [jsonlReader, jsonReader, parquetReader, arrowReader, csvReader],
  rowAdapters: [
    messagesAdapter,
    sharegptAdapter,
    alpacaAdapter,
    promptCompletionAdapter,
    questionAnswerAdapter,
    textAdapter,
  ],
  writers: [parquetWriter, jsonlWriter, arrowWriter],
  trainers: [
    genericTrainer,
    trlTrainer,
    axolotlTrainer,
    llamafactoryTrainer,
    torchtuneTrainer,
    torchtuneMainTrainer,
    megatronBridgeTrainer,
  ],
};
export default plugin;
