import type { ColumnDefinition, JoinedShard, PieceEncoder, ShardPieces, ShardRow, ShardWriter } from "@turnwise/core";
import { checkShardRow } from "./check-shard-row.ts";
import { openByPieces } from "./open-by-pieces.ts";
import { OutputFile } from "./output-file.ts";

const BUFFERED_CHARACTERS = 1 << 20;

const TEXT = new TextEncoder();

const pieces: ShardPieces = {
  encoder: (columns) => Promise.resolve(lineEncoder(columns)),
  async join(path): Promise<JoinedShard> {
    const file = await OutputFile.create(path);
    return { append: ({ bytes }) => file.append(bytes), close: () => file.close() };
  },
};

/**
 * Writes JSON Lines: one object a row, lists as arrays. About three times the size of Parquet.
 *
 * ```
 * {"input_ids":[2,106,1645],"labels":[-100,-100,1645]}
 * ```
 *
 * @throws {TurnwiseError} `output-failed`
 */
export const jsonlWriter: ShardWriter = {
  name: "jsonl",
  description: "JSON Lines: one object a row, lists as arrays",
  extension: ".jsonl",
  open: (path, columns) => openByPieces(pieces, path, columns, BUFFERED_CHARACTERS),
  pieces,
};

function lineEncoder(columns: readonly ColumnDefinition[]): PieceEncoder {
  const keys = columns.map(({ name }) => JSON.stringify(name));
  let lines: string[] = [];
  let characters = 0;
  return {
    get bytes() {
      return characters;
    },
    write(row) {
      checkShardRow(columns, row);
      const line = `{${row.map((value, index) => `${keys[index] ?? ""}:${print(value)}`).join(",")}}\n`;
      lines.push(line);
      characters += line.length;
    },
    finish() {
      const bytes = TEXT.encode(lines.join(""));
      lines = [];
      characters = 0;
      return { bytes, about: null };
    },
  };
}

function print(value: ShardRow[number]): string {
  return typeof value === "object" ? `[${value.join(",")}]` : JSON.stringify(value);
}
