import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type {
  ColumnDefinition,
  Example,
  Preprocessor,
  Rejection,
  ShardRow,
  ShardWriter,
  SourceRecord,
  Turnwise,
} from "@turnwise/core";
import { openRejectedLog } from "./rejected-log.ts";

/** The files of one run, open for writing: examples, their index, refused rows. */
export interface DatasetOutput {
  readonly columns: readonly ColumnDefinition[];
  /** `index` counts the examples of one row. */
  writeExample(source: string, line: number, index: number, example: Example): Promise<void>;
  writeRejection(source: string, record: SourceRecord, reason: Omit<Rejection, "kind">): Promise<void>;
  /** Completes the files; their paths, seen from the folder. */
  close(): Promise<readonly string[]>;
}

const INDEX_COLUMNS: readonly ColumnDefinition[] = [
  { name: "source", type: "string" },
  { name: "line", type: "int64" },
  { name: "example", type: "int32" },
  { name: "turns", type: "string" },
  { name: "verdicts", type: "string" },
  { name: "tokens", type: "int32" },
  { name: "trained_tokens", type: "int32" },
];

/** Opens the files of a run in a folder that exists. */
export async function openDatasetOutput(
  { registry }: Turnwise,
  preprocessor: Preprocessor,
  format: string,
  folder: string,
): Promise<DatasetOutput> {
  const writer = registry.get<ShardWriter>("writer", format);
  const names = { train: `train-00000${writer.extension}`, index: "index/rows.parquet", rejected: "rejected.jsonl" };
  mkdirSync(join(folder, "index"));
  const columns = trainColumns(preprocessor);
  const train = await writer.open(join(folder, names.train), columns);
  const index = await registry.get<ShardWriter>("writer", "parquet").open(join(folder, names.index), INDEX_COLUMNS);
  const rejected = openRejectedLog(join(folder, names.rejected));
  return {
    columns,
    async writeExample(source, line, at, example) {
      await train.write(trainRow(preprocessor, example));
      await index.write(indexRow(source, line, at, example));
    },
    writeRejection: (source, record, reason) => rejected.write(source, record, reason),
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

function indexRow(source: string, line: number, index: number, { turns, ids, trainedTokens }: Example): ShardRow {
  const places = turns.map(({ turn }) => turn).join(",");
  const verdicts = turns.map(({ verdict }) => verdict).join(",");
  return [source, line, index, places, verdicts, ids.length, trainedTokens];
}
