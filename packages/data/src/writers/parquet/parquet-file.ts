import type { ColumnDefinition, JoinedShard, ShardPiece } from "@turnwise/core";
import { OutputFile } from "../output-file.ts";
import { chunkMetadata } from "./column-chunk.ts";
import type { RowGroupSummary } from "./row-group.ts";
import { schemaElements } from "./schema.ts";
import { ThriftStruct } from "./thrift-struct.ts";

const MAGIC = new TextEncoder().encode("PAR1");

/** A file of row groups: their bytes one behind the other, and a footer that says where each column begins. */
export class ParquetFile implements JoinedShard {
  readonly #file: OutputFile;
  readonly #columns: readonly ColumnDefinition[];
  readonly #rowGroups: ThriftStruct[] = [];
  #position = 0; // the file begins with its first row group, so that opening it writes nothing
  #rows = 0;

  constructor(file: OutputFile, columns: readonly ColumnDefinition[]) {
    this.#file = file;
    this.#columns = columns;
  }

  async append({ bytes, about }: ShardPiece): Promise<void> {
    const { rows, chunks } = about as RowGroupSummary;
    if (this.#position === 0) await this.#append(MAGIC);
    const start = this.#position;
    let position = start;
    let uncompressed = 0;
    const columnChunks: ThriftStruct[] = [];
    for (const [index, column] of this.#columns.entries()) {
      const chunk = chunks[index];
      if (chunk === undefined) throw new Error(`a row group lacks the column ${column.name}`);
      columnChunks.push(new ThriftStruct().int64(2, position).struct(3, chunkMetadata(column, chunk, position)));
      position += chunk.compressed;
      uncompressed += chunk.uncompressed;
    }
    await this.#append(bytes);
    const group = new ThriftStruct()
      .structs(1, columnChunks)
      .int64(2, uncompressed)
      .int64(3, rows)
      .int64(5, start)
      .int64(6, position - start);
    this.#rowGroups.push(group);
    this.#rows += rows;
  }

  async close(): Promise<void> {
    if (this.#position === 0) await this.#append(MAGIC);
    const footer = new ThriftStruct()
      .int32(1, 2)
      .structs(2, schemaElements(this.#columns))
      .int64(3, this.#rows)
      .structs(4, this.#rowGroups)
      .text(6, "turnwise")
      .toBytes();
    await this.#append(footer);
    await this.#append(new Uint8Array(Uint32Array.of(footer.length).buffer));
    await this.#append(MAGIC);
    await this.#file.close();
  }

  async #append(bytes: Uint8Array): Promise<void> {
    await this.#file.append(bytes);
    this.#position += bytes.length;
  }
}
