import type { DictionaryIndexes } from "./dictionary-indexes.ts";
import type { GrowingBytes } from "./growing-bytes.ts";

/** The values of a column, each different one once. */
export interface ColumnDictionary {
  readonly size: number;
  /** Writes its entries in Parquet's PLAIN encoding. */
  write(bytes: GrowingBytes): void;
  /** Of each value which entry it is; null: the first. */
  readonly indexes: DictionaryIndexes | null;
}
