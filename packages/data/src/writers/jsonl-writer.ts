import { Buffer } from "node:buffer";
import type { ColumnDefinition, OpenShard, ShardRow, ShardWriter } from "@turnwise/core";
import { checkShardRow } from "./check-shard-row.ts";
import { OutputFile } from "./output-file.ts";

const BUFFERED_CHARACTERS = 1 << 20;

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
  open: openJsonl,
};

async function openJsonl(path: string, columns: readonly ColumnDefinition[]): Promise<OpenShard> {
  const file = await OutputFile.create(path);
  const keys = columns.map(({ name }) => JSON.stringify(name));
  let lines: string[] = [];
  let buffered = 0;
  const flush = async (): Promise<void> => {
    const bytes = Buffer.from(lines.join(""), "utf8");
    lines = [];
    buffered = 0;
    await file.append(bytes);
  };
  return {
    async write(row) {
      checkShardRow(columns, row);
      const line = `{${row.map((value, index) => `${keys[index] ?? ""}:${print(value)}`).join(",")}}\n`;
      lines.push(line);
      buffered += line.length;
      if (buffered >= BUFFERED_CHARACTERS) await flush();
    },
    async close() {
      await flush();
      await file.close();
    },
  };
}

function print(value: ShardRow[number]): string {
  return typeof value === "object" ? `[${value.join(",")}]` : JSON.stringify(value);
}
