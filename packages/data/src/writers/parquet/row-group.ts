import type { ColumnDefinition, PieceEncoder, ShardPiece, ShardRow } from "@turnwise/core";
import { checkShardRow } from "../check-shard-row.ts";
import { joinedBytes } from "../joined-bytes.ts";
import { sizeOfRow } from "../size-of-row.ts";
import { ColumnChunk, type ChunkSummary, type Compress } from "./column-chunk.ts";

/** What the footer says of a row group, its place in the file apart. */
export interface RowGroupSummary {
  readonly rows: number;
  readonly chunks: readonly ChunkSummary[];
}

/** Encodes row groups. */
export class RowGroupEncoder implements PieceEncoder {
  readonly #columns: readonly ColumnDefinition[];
  readonly #chunks: readonly ColumnChunk[];
  #rows = 0;
  bytes = 0;

  constructor(columns: readonly ColumnDefinition[], compress: Compress) {
    this.#columns = columns;
    this.#chunks = columns.map((column) => new ColumnChunk(column, compress));
  }

  write(row: ShardRow): void {
    checkShardRow(this.#columns, row);
    for (let index = 0; index < this.#chunks.length; index++) this.#chunks[index]?.append(row[index] ?? 0);
    this.bytes += sizeOfRow(row);
    this.#rows++;
  }

  finish(): ShardPiece {
    const written = this.#chunks.map((chunk) => chunk.finish());
    const about: RowGroupSummary = { rows: this.#rows, chunks: written.map(({ summary }) => summary) };
    this.#rows = 0;
    this.bytes = 0;
    return { bytes: joinedBytes(written.flatMap(({ bytes }) => bytes)), about };
  }
}
