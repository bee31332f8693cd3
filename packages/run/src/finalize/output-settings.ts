import type { LabelShift, PackingStrategy, ShardWriter, Trainer } from "@turnwise/core";

/** How examples become files. */
export interface OutputSettings {
  readonly trainer: Trainer;
  readonly writer: ShardWriter;
  /** Writes the index. */
  readonly indexWriter: ShardWriter;
  readonly shift: LabelShift;
  readonly weighted: boolean;
  /** Null: every example is a row. */
  readonly pack: { readonly capacity: number; readonly strategy: PackingStrategy } | null;
  /** Most tokens of an example as the file holds it, null for any number; with `pack` at most its capacity. */
  readonly maxLength: number | null;
  readonly overLength: "reject" | "keep-start";
  /** Whether rows of which an earlier one has the same conversation are left out. */
  readonly deduplicate: boolean;
  readonly shuffle: boolean;
  readonly seed: number;
  /** Share of the rows that is set aside, from 0 to 1. */
  readonly validation: number;
  /** Tokens after which a shard ends. */
  readonly shardTokens: number;
}
