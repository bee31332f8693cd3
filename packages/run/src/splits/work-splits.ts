import { InputOutputError, TurnwiseError } from "@turnwise/core";
import type { Split } from "../pipeline.ts";
import { inParallel } from "../threads/in-parallel.ts";
import type { TaskPool } from "../threads/worker-pool.ts";
import type { Receipt } from "./receipt.ts";

/** How many splits of each worker are on their way: one that it prepares, and one that the disk has its time with. */
const SPLITS_OF_WORKER = 2;

/** What became of all splits, in their order. */
export interface WorkedSplits {
  readonly receipts: readonly Receipt[];
  /** How many were done before. */
  readonly reused: number;
  /** Files of an earlier run that were not what was written, so that their splits were done again. */
  readonly damaged: readonly string[];
}

/**
 * Does every split that is not done, or of which a file is damaged. Where a worker died over one, the others are done all the same, so that the same command goes on
 * from there.
 *
 * @param limit rows to stop behind, null for all: then one split is done behind the other
 * @throws what a split threw
 * @throws {InputOutputError} `workers-died` that names the splits over which workers died
 */
export async function workSplits(
  splits: readonly Split[],
  pool: TaskPool,
  limit: number | null,
): Promise<WorkedSplits> {
  let reused = 0;
  const dead: TurnwiseError[] = [];
  const damaged: string[] = [];
  const work = async (split: Split, rows: number | null): Promise<Receipt | null> => {
    try {
      const result = await pool.run({ kind: "split", split, limit: rows });
      if (result.kind !== "split") throw new Error("a split's task gives a split");
      if (result.isReused) reused++;
      damaged.push(...result.damaged);
      return result.receipt;
    } catch (error) {
      if (!(error instanceof TurnwiseError) || error.code !== "worker-died") throw error;
      dead.push(error);
      return null;
    }
  };
  const receipts =
    limit === null ? await inParallel(SPLITS_OF_WORKER * pool.size, splits, (split) => work(split, null)) : [];
  for (let left = limit ?? 0; left > 0 && receipts.length < splits.length;) {
    const split = splits[receipts.length];
    const receipt = split === undefined ? null : await work(split, left);
    receipts.push(receipt);
    left -= (receipt?.counts.prepared ?? 0) + (receipt?.counts.rejected ?? 0);
  }
  if (dead.length > 0) throw new InputOutputError("workers-died", dead.map(({ message }) => message).join("\n"));
  return { receipts: receipts.filter((receipt) => receipt !== null), reused, damaged };
}
