import type { TrainerColumn } from "@turnwise/core";
import type { HeldSpool } from "../spool/held-spool.ts";

/** Rows of a shard to be made, all or some: plain data, which any worker can do. */
export interface ShardTask {
  /** The file that they are for. */
  readonly path: string;
  readonly writer: string;
  readonly shift: string;
  readonly columns: readonly TrainerColumn[];
  readonly packed: boolean;
  readonly weighted: boolean;
  readonly spool: string;
  /** Its ids and weights, where they fit memory. */
  readonly held: HeldSpool | null;
  /** Keys of the splits that examples come from. */
  readonly keys: readonly string[];
  /** Of each example its split (an index into `keys`), its first token there, and how many tokens of it are kept. */
  readonly splits: Int32Array;
  readonly offsets: Float64Array;
  readonly counts: Int32Array;
  /** Of each row where its examples end among them. */
  readonly rowEnds: Int32Array;
}
