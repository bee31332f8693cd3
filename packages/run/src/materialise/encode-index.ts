import { join } from "node:path";
import type { ColumnDefinition, PieceEncoder, ShardPiece, ShardRow } from "@turnwise/core";
import { endsTooEarly } from "../spool/or-unreadable.ts";
import { spoolName } from "../spool/spool-layout.ts";
import { readExampleRecords } from "../spool/spool-reader.ts";
import { TurnsReader } from "../spool/turns-reader.ts";
import type { SpooledTurns } from "../spool/turns-writer.ts";
import type { IndexTask } from "./index-task.ts";

/** Columns of `index/rows.parquet`. What is known of each turn is a list in text, one entry a turn: `1,3` and `split,exact`. */
export const INDEX_COLUMNS: readonly ColumnDefinition[] = [
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

/** Encodes lines of the index. `encoder`: one without rows. @throws {InputOutputError} `spool-unreadable` */
export function encodeIndex(task: IndexTask, encoder: PieceEncoder): ShardPiece {
  const { spool, stretches, placed, shards } = task;
  let at = 0;
  for (const { key, source, linesBefore, first, count } of stretches) {
    const end = at + count;
    const turns = new TurnsReader(join(spool, spoolName(key, "turns")), columnsOf);
    try {
      for (const record of readExampleRecords(spool, key, first)) {
        encoder.write([
          source,
          linesBefore + record.line,
          record.position,
          record.example,
          shards[placed.shards[at] ?? -1] ?? "",
          placed.rows[at] ?? -1,
          placed.starts[at] ?? -1,
          placed.lengths[at] ?? 0,
          placed.trained[at] ?? 0,
          ...turns.at(record.turns),
        ]);
        if (++at === end) break;
      }
    } finally {
      turns.close();
    }
    if (at < end) throw endsTooEarly(join(spool, spoolName(key, "examples")));
  }
  return encoder.finish();
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
