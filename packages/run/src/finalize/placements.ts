import type { LabelShift } from "@turnwise/core";
import type { Arrangement } from "../arrange/arrange-examples.ts";
import { firstAbove } from "../sorted-search.ts";
import { keptTokens } from "./shard-tasks.ts";

/** Where an example stands in the output. */
export interface Placement {
  /** Number of its shard among all. */
  readonly shard: number;
  /** Row in that shard. */
  readonly row: number;
  /** First token in that row. */
  readonly start: number;
  /** Labels of it that the loss counts. */
  readonly trained: number;
}

/** A part's arrangement; its examples and shards count from those of the parts before. */
interface PlacedPart extends Arrangement {
  readonly firstExample: number;
  readonly firstShard: number;
}

/** Where all examples stand: 8 bytes an example besides the arrangements. */
export class Placements {
  readonly #lengths: Int32Array;
  readonly #shift: LabelShift;
  readonly #maxLength: number | null;
  /** Of each example its place in the order of the files and 1; 0 for one that is not there. */
  readonly #places: Int32Array;
  readonly #trained: Int32Array;
  readonly #parts: PlacedPart[] = [];

  /** `lengths`: tokens of each example, unshifted. */
  constructor(lengths: Int32Array, shift: LabelShift, maxLength: number | null) {
    this.#lengths = lengths;
    this.#shift = shift;
    this.#maxLength = maxLength;
    this.#places = new Int32Array(lengths.length);
    this.#trained = new Int32Array(lengths.length);
  }

  /** Notes where an arrangement puts its examples, behind those before. */
  add(arrangement: Arrangement): void {
    const last = this.#parts.at(-1);
    const firstExample = last === undefined ? 0 : last.firstExample + last.examples.length;
    const firstShard = last === undefined ? 0 : last.firstShard + last.shardEnds.length;
    this.#parts.push({ ...arrangement, firstExample, firstShard });
    let place = firstExample;
    for (const example of arrangement.examples) this.#places[example] = ++place;
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

  /** Null if the example is not in the output. */
  of(example: number): Placement | null {
    const place = (this.#places[example] ?? 0) - 1;
    const part = place < 0 ? undefined : this.#parts.findLast(({ firstExample }) => firstExample <= place);
    if (part === undefined) return null;
    const at = place - part.firstExample;
    const row = firstAbove(part.rowEnds, at);
    const shard = firstAbove(part.shardEnds, row);
    let start = 0;
    for (let before = part.rowEnds[row - 1] ?? 0; before < at; before++)
      start += this.length(part.examples[before] ?? 0);
    return {
      shard: part.firstShard + shard,
      row: row - (part.shardEnds[shard - 1] ?? 0),
      start,
      trained: this.#trained[example] ?? 0,
    };
  }

  /** Tokens of an example as the files hold it. */
  length(example: number): number {
    return this.#shift.outputLength(keptTokens(this.#lengths[example] ?? 0, this.#shift, this.#maxLength));
  }
}
