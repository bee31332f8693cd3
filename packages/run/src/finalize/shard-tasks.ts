import type { LabelShift, Trainer } from "@turnwise/core";
import { join } from "node:path";
import type { Arrangement } from "../arrange/arrange-examples.ts";
import type { ShardTask } from "../materialise/shard-task.ts";
import type { Split } from "../pipeline.ts";
import type { HeldSpool } from "../spool/held-spool.ts";
import type { SpooledExamples } from "../spool/spooled-examples.ts";

/** What all shards of a run share. */
export interface ShardSettings {
  readonly spool: string;
  readonly held: HeldSpool | null;
  readonly splits: readonly Split[];
  readonly examples: SpooledExamples;
  readonly trainer: Trainer;
  readonly writer: string;
  readonly shift: LabelShift;
  readonly packed: boolean;
  readonly weighted: boolean;
  /** Most tokens of an example as the file holds it, or null. */
  readonly maxLength: number | null;
}

/** The task of the rows from `firstRow` to `endRow`. */
export function shardTask(
  settings: ShardSettings,
  arrangement: Arrangement,
  [firstRow, endRow]: readonly [firstRow: number, endRow: number],
  path: string,
): ShardTask {
  const { spool, held, splits, examples, trainer, writer, shift, packed, weighted, maxLength } = settings;
  const rowEnds = arrangement.rowEnds.subarray(firstRow, endRow);
  const first = arrangement.rowEnds[firstRow - 1] ?? 0;
  const chosen = arrangement.examples.subarray(first, rowEnds.at(-1) ?? first);
  return {
    path,
    writer,
    shift: shift.name,
    columns: trainer.columns({ packed, weighted }),
    packed,
    weighted,
    spool,
    held,
    keys: splits.map(({ key }) => key),
    splits: chosen.map((example) => examples.splitOf(example)),
    offsets: Float64Array.from(chosen, (example) => examples.offsetOf(example)),
    counts: chosen.map((example) => keptTokens(examples.lengths[example] ?? 0, shift, maxLength)),
    rowEnds: rowEnds.map((end) => end - first),
  };
}

/** Tokens of an example, unshifted, of which the file holds at most `maxLength`. */
export function keptTokens(tokens: number, shift: LabelShift, maxLength: number | null): number {
  if (maxLength === null || shift.outputLength(tokens) <= maxLength) return tokens;
  return maxLength + (tokens - shift.outputLength(tokens));
}

/** `train-00003.parquet`, in the folder of its layout. */
export function shardName(trainer: Trainer, part: string, shard: number, shards: number, extension: string): string {
  if (trainer.layout === "files") return `${part}-${number(shard)}${trainer.extension ?? extension}`;
  return join("dataset", part, `data-${number(shard)}-of-${number(shards)}${extension}`);
}

function number(value: number): string {
  return String(value).padStart(5, "0");
}
