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
  /** Resolves when the next row may come: back-pressure. The row's arrays may be filled anew behind it. */
  write(row: ShardRow): Promise<void>;
  /** Completes the file and syncs it to disk. */
  close(): Promise<void>;
}

/** Rows as they stand in a file, wherever in it: plain data, which threads hand to each other. */
export interface ShardPiece {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What the end of the file says of them. */
  readonly about: unknown;
}

/** Takes rows for a piece. */
export interface PieceEncoder {
  /** Of the rows so far, before encoding: what they take in memory. */
  readonly bytes: number;
  /** The row's arrays may be filled anew behind it. */
  write(row: ShardRow): void;
  /** Encodes the rows so far, and begins anew. */
  finish(): ShardPiece;
}

/** A shard that is made of pieces. */
export interface JoinedShard {
  /** Resolves when the next piece may come. */
  append(piece: ShardPiece): Promise<void>;
  /** Completes the file and syncs it to disk. */
  close(): Promise<void>;
}

/** Makes shards of pieces, so that threads share the work on one. */
export interface ShardPieces {
  encoder(columns: readonly ColumnDefinition[]): Promise<PieceEncoder>;
  /** The file of pieces in their order; the same rows in the same pieces give the same bytes. */
  join(path: string, columns: readonly ColumnDefinition[]): Promise<JoinedShard>;
}

/** Writes tables that trainers read. */
export interface ShardWriter {
  readonly name: string;
  readonly description: string;
  /** With the dot: `.parquet`. */
  readonly extension: string;
  open(path: string, columns: readonly ColumnDefinition[]): Promise<OpenShard>;
  /** Absent: a shard is written by one thread, from its first row to its last. */
  readonly pieces?: ShardPieces;
}
