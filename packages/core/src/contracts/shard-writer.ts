/** Column types of a shard; lists take typed arrays. */
export type ColumnType = "list<int32>" | "list<int8>" | "list<float32>" | "int32" | "int64" | "string" | "boolean";

export interface ColumnDefinition {
  readonly name: string;
  readonly type: ColumnType;
}

/** One value a column, in the order of the definitions. */
export type ShardRow = readonly (Int32Array | Int8Array | Float32Array | number | string | boolean)[];

/** An open shard. */
export interface OpenShard {
  /** Resolves when the next row may come: back-pressure. */
  write(row: ShardRow): Promise<void>;
  /** Completes the file and syncs it to disk. */
  close(): Promise<void>;
}

/** Writes tables that trainers read. */
export interface ShardWriter {
  readonly name: string;
  readonly description: string;
  /** With the dot: `.parquet`. */
  readonly extension: string;
  open(path: string, columns: readonly ColumnDefinition[]): Promise<OpenShard>;
}
