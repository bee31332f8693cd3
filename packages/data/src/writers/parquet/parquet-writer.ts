import type { ShardPieces, ShardWriter } from "@turnwise/core";
import { openByPieces } from "../open-by-pieces.ts";
import { OutputFile } from "../output-file.ts";
import { loadZstd } from "../zstd.ts";
import { ParquetFile } from "./parquet-file.ts";
import { RowGroupEncoder } from "./row-group.ts";

/** Size of a row group before encoding: what the writer holds in memory, and what a streaming reader reads at once. */
const ROW_GROUP_BYTES = 32 << 20;

/** The fastest: level 2 takes 40 % more time for files that are 7 % smaller. */
const ZSTD_LEVEL = 1;

const pieces: ShardPieces = {
  async encoder(columns) {
    const { compress } = await loadZstd();
    return new RowGroupEncoder(columns, (page) => compress(page, ZSTD_LEVEL));
  },
  join: async (path, columns) => new ParquetFile(await OutputFile.create(path), columns),
};

/**
 * Writes Parquet with zstd: lists as LIST columns, row groups of about 32 MiB, or of the pieces that it is given. The same rows give the
 * same bytes on every version of Node.
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
  description: "Parquet with zstd, as pyarrow, datasets and polars read it",
  extension: ".parquet",
  open: (path, columns) => openByPieces(pieces, path, columns, ROW_GROUP_BYTES),
  pieces,
};
