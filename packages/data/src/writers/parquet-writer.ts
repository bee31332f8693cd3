import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { ColumnDefinition, ColumnType, OpenShard, ShardRow, ShardWriter } from "@turnwise/core";
import { checkShardRow } from "./check-shard-row.ts";
import { OutputFile } from "./output-file.ts";
import { parquetSchema } from "./parquet-schema.ts";

/** Size of a row group before encoding; encoding takes some ten times as much. The Hub's upper region is 100 MB. */
const ROW_GROUP_BYTES = 16 << 20;

/**
 * Writes Parquet with snappy: lists as LIST columns, row groups of about 16 MiB. The same rows give the same bytes.
 *
 * @throws {TurnwiseError} `output-failed`
 * @example
 * import { parquetWriter } from "@turnwise/data";
 *
 * const shard = await parquetWriter.open("train-00000.parquet", [{ name: "input_ids", type: "list<int32>" }]);
 * await shard.write([Int32Array.of(2, 106, 1645)]);
 * await shard.close();
 */
export const parquetWriter: ShardWriter = {
  name: "parquet",
  description: "Parquet with snappy, as pyarrow, datasets and polars read it",
  extension: ".parquet",
  open: openParquet,
};

async function openParquet(path: string, columns: readonly ColumnDefinition[]): Promise<OpenShard> {
  const file = await OutputFile.create(path);
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({ writer, schema: parquetSchema(columns), createdBy: "turnwise" });
  let rows: ShardRow[] = [];
  let rowBytes = 0;
  const sendBytes = async (): Promise<void> => {
    const bytes = writer.getBytes();
    await file.append(bytes);
    writer.index = 0;
  };
  const sendRows = async (): Promise<void> => {
    if (rows.length === 0) return;
    const columnData = columns.map(({ name, type }, index) => ({
      name,
      data: rows.map((row) => plain(type, row[index])),
      statistics: !type.startsWith("list<"),
    }));
    const rowGroupSize = rows.length;
    rows = [];
    rowBytes = 0;
    await parquet.write({ columnData, rowGroupSize });
    await sendBytes();
  };
  return {
    async write(row) {
      checkShardRow(columns, row);
      rows.push(row.map((value) => (typeof value === "object" ? value.slice() : value)));
      rowBytes += row.reduce((sum: number, value) => sum + sizeOf(value), 0);
      if (rowBytes >= ROW_GROUP_BYTES) await sendRows();
    },
    async close() {
      await sendRows();
      await parquet.finish();
      await sendBytes();
      await file.close();
    },
  };
}

/** hyparquet-writer takes plain arrays for lists, and BigInt for int64. */
function plain(type: ColumnType, value: ShardRow[number] | undefined): unknown {
  if (typeof value === "object") return Array.from<number>(value);
  return type === "int64" && typeof value === "number" ? BigInt(value) : value;
}

function sizeOf(value: ShardRow[number]): number {
  if (typeof value === "object") return value.byteLength;
  return typeof value === "string" ? value.length : 8;
}
