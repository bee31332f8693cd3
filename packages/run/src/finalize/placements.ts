import type { LabelShift } from "@turnwise/core";
import type { Arrangement } from "../arrange/arrange-examples.ts";
import type { PlacedExamples } from "../materialise/index-task.ts";
import { firstAbove } from "../sorted-search.ts";
import { keptTokens } from "./shard-tasks.ts";

/** Rows and shards of a part, which count from those of the parts before. */
interface PlacedPart {
  readonly firstRow: number;
  readonly rows: number;
  readonly firstShard: number;
  /** Of each shard where its rows end among those of the part. */
  readonly shardEnds: Int32Array;
}

/** Where all examples stand: 12 bytes an example. */
export class Placements {
  readonly #lengths: Int32Array;
  readonly #shift: LabelShift;
  readonly #maxLength: number | null;
  /** Of each example its row among all rows and 1; 0 for one that is not there. */
  readonly #rows: Int32Array;
  /** Of each example its first token in the row. */
  readonly #starts: Int32Array;
  readonly #trained: Int32Array;
  readonly #parts: PlacedPart[] = [];

  /** `lengths`: tokens of each example, unshifted. */
  constructor(lengths: Int32Array, shift: LabelShift, maxLength: number | null) {
    this.#lengths = lengths;
    this.#shift = shift;
    this.#maxLength = maxLength;
    this.#rows = new Int32Array(lengths.length);
    this.#starts = new Int32Array(lengths.length);
    this.#trained = new Int32Array(lengths.length);
  }

  /** Notes where an arrangement puts its examples, behind those before. */
  add({ examples, rowEnds, shardEnds }: Arrangement): void {
    const last = this.#parts.at(-1);
    const firstRow = last === undefined ? 0 : last.firstRow + last.rows;
    const firstShard = last === undefined ? 0 : last.firstShard + last.shardEnds.length;
    this.#parts.push({ firstRow, rows: rowEnds.length, firstShard, shardEnds });
    let at = 0;
    for (let row = 0; row < rowEnds.length; row++) {
      const end = rowEnds[row] ?? 0;
      for (let start = 0; at < end; at++) {
        const example = examples[at] ?? 0;
        this.#rows[example] = firstRow + row + 1;
        this.#starts[example] = start;
        start += this.#length(example);
      }
    }
  }

  /** Notes the trained tokens of the examples from a row on; returns their sum. */
  noteTrained({ examples, rowEnds }: Arrangement, firstRow: number, trained: Int32Array): number {
    let at = rowEnds[firstRow - 1] ?? 0;
    let sum = 0;
    for (const count of trained) {
      this.#trained[examples[at++] ?? 0] = count;
      sum += count;
    }
    return sum;
  }

  /** Where `count` examples from `first` on stand. */
  of(first: number, count: number): PlacedExamples {
    const [shards, rows] = [new Int32Array(count).fill(-1), new Int32Array(count).fill(-1)];
    const [starts, lengths] = [new Int32Array(count).fill(-1), new Int32Array(count)];
    for (let at = 0; at < count; at++) {
      const example = first + at;
      const row = (this.#rows[example] ?? 0) - 1;
      const part = row < 0 ? undefined : this.#parts.findLast(({ firstRow }) => firstRow <= row);
      if (part === undefined) continue;
      const shard = firstAbove(part.shardEnds, row - part.firstRow);
      shards[at] = part.firstShard + shard;
      rows[at] = row - part.firstRow - (part.shardEnds[shard - 1] ?? 0);
      starts[at] = this.#starts[example] ?? 0;
      lengths[at] = this.#length(example);
    }
    return { shards, rows, starts, lengths, trained: this.#trained.slice(first, first + count) };
  }

  /** Tokens of an example as the files hold it. */
  #length(example: number): number {
    return this.#shift.outputLength(keptTokens(this.#lengths[example] ?? 0, this.#shift, this.#maxLength));
  }
}
