import type { ColumnDefinition, ShardRow, ShardWriter } from "@turnwise/core";
import type { Split } from "../pipeline.ts";
import { readExampleRecords } from "../spool/spool-reader.ts";
import { TurnsReader } from "../spool/turns-reader.ts";
import type { SpooledTurns } from "../spool/turns-writer.ts";
import type { RunFolder } from "../splits/run-folder.ts";
import type { Placements } from "./placements.ts";

/** Columns of `index/rows.parquet`. What is known of each turn is a list in text, one entry a turn: `1,3` and `split,exact`. */
const COLUMNS: readonly ColumnDefinition[] = [
  { name: "source", type: "string" },
  { name: "line", type: "int64" },
  { name: "position", type: "int64" },
  { name: "example", type: "int32" },
  { name: "shard", type: "string" },
  { name: "row", type: "int32" },
  { name: "start", type: "int32" },
  { name: "length", type: "int32" },
  { name: "trained_tokens", type: "int32" },
  { name: "messages", type: "int32" },
  { name: "composed", type: "boolean" },
  { name: "turns", type: "string" },
  { name: "verdicts", type: "string" },
  { name: "proofs", type: "string" },
  { name: "end_appended", type: "string" },
];

export interface IndexSettings {
  readonly path: string;
  readonly writer: ShardWriter;
  readonly folder: RunFolder;
  readonly splits: readonly Split[];
  /** Lines of the same input before each split. */
  readonly linesBefore: readonly number[];
  readonly placements: Placements;
  /** Names of the shards. */
  readonly shards: readonly string[];
}

/** Writes one line an example, in the order of the input: where it comes from, where it stands, what is known of its turns. */
export async function writeIndex(settings: IndexSettings): Promise<void> {
  const { path, writer, folder, splits, linesBefore, placements, shards } = settings;
  const index = await writer.open(path, COLUMNS);
  let example = 0;
  for (const [at, split] of splits.entries()) {
    const turns = new TurnsReader(folder.spoolPath(split.key, "turns"), columnsOf);
    for (const record of readExampleRecords(folder.spool, split.key)) {
      const placement = placements.of(example);
      await index.write([
        split.name,
        (linesBefore[at] ?? 0) + record.line,
        record.position,
        record.example,
        placement === null ? "" : (shards[placement.shard] ?? ""),
        placement?.row ?? -1,
        placement?.start ?? -1,
        placement === null ? 0 : placements.length(example),
        placement?.trained ?? 0,
        ...turns.at(record.turns),
      ]);
      example++;
    }
    turns.close();
  }
  await index.close();
}

/** The columns from `messages` on. */
function columnsOf({ messages, composed, turns }: SpooledTurns): ShardRow {
  return [
    messages,
    composed,
    turns.map(({ turn }) => turn).join(","),
    turns.map(({ verdict }) => verdict).join(","),
    turns.map(({ proof }) => proof).join(","),
    turns.map(({ endAppended }) => (endAppended ? 1 : 0)).join(","),
  ];
}
