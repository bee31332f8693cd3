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
  { name: "messages", type: "int32" },
  { name: "composed", type: "boolean" },
  { name: "turns", type: "string" },
  { name: "verdicts", type: "string" },
  { name: "proofs", type: "string" },
  { name: "end_appended", type: "string" },
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

/** What is known of each turn is a list in text, one entry a turn: `1,3` and `split,exact`. */
function indexRow(source: string, line: number, index: number, example: Example): ShardRow {
  const { messages, composed, turns, ids, trainedTokens } = example;
  return [
    source,
    line,
    index,
    messages,
    composed,
    turns.map(({ turn }) => turn).join(","),
    turns.map(({ verdict }) => verdict).join(","),
    turns.map(({ proof }) => proof).join(","),
    turns.map(({ endAppended }) => (endAppended ? 1 : 0)).join(","),
    ids.length,
    trainedTokens,
  ];
}
