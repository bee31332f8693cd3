import type { ColumnContent, ColumnDefinition, LabelShift, ShardRow, TrainerColumn } from "@turnwise/core";
import type { TokenRun } from "../spool/token-reader.ts";
import { Room } from "./room.ts";

/** The label that cross-entropy ignores. */
const IGNORED = -100;

/** Types of a trainer's columns, as writers take them. */
export function columnDefinitions(columns: readonly TrainerColumn[]): readonly ColumnDefinition[] {
  return columns.map(({ name, content }) => ({ name, type: TYPES[content] }));
}

const TYPES: Readonly<Record<ColumnContent, ColumnDefinition["type"]>> = {
  ids: "list<int32>",
  labels: "list<int32>",
  ones: "list<int8>",
  mask: "list<int8>",
  weights: "list<float32>",
  positions: "list<int32>",
  lengths: "list<int32>",
  starts: "list<int32>",
};

type Aligned = ReturnType<LabelShift["align"]>;

/** Lays examples end to end in rows, each aligned by itself, so that no label reaches into a neighbour. */
export class RowBuilder {
  readonly #columns: readonly TrainerColumn[];
  readonly #shift: LabelShift;
  readonly #packed: boolean;
  readonly #ids = new Room((length) => new Int32Array(length));
  readonly #labels = new Room((length) => new Int32Array(length));
  readonly #positions = new Room((length) => new Int32Array(length));
  readonly #weights = new Room((length) => new Float32Array(length));
  readonly #ones = new Room((length) => new Int8Array(length).fill(1));
  readonly #mask = new Room((length) => new Int8Array(length));

  constructor(columns: readonly TrainerColumn[], shift: LabelShift, packed: boolean) {
    this.#columns = columns;
    this.#shift = shift;
    this.#packed = packed;
  }

  /** The row of these examples, valid until the next one is made, and of each example how many labels the loss counts. Changes the runs' arrays. */
  row(runs: readonly TokenRun[]): { readonly row: ShardRow; readonly trained: readonly number[] } {
    const aligned = runs.map((run) => this.#align(run));
    const lengths = Int32Array.from(aligned, ({ inputIds }) => inputIds.length);
    const tokens = lengths.reduce((sum, length) => sum + length, 0);
    const labels = joined(this.#labels.take(tokens), aligned, (each) => each.labels);
    const content = (wanted: ColumnContent): ShardRow[number] => {
      switch (wanted) {
        case "ids":
          return joined(this.#ids.take(tokens), aligned, (each) => each.inputIds);
        case "labels":
          return labels;
        case "ones":
          return this.#ones.take(tokens);
        case "mask":
          return maskOf(labels, this.#mask.take(tokens));
        case "weights":
          return joined(this.#weights.take(tokens), aligned, (each) => each.lossWeights);
        case "positions":
          return positionsOf(lengths, this.#positions.take(tokens));
        case "lengths":
          return lengths;
        case "starts":
          return startsOf(lengths);
        default:
          return wanted satisfies never;
      }
    };
    return {
      row: this.#columns.map((column) => content(column.content)),
      trained: aligned.map((each) => countTrained(each.labels)),
    };
  }

  /** A trainer that shifts labels itself would let the last token of an example predict the first one of the next. */
  #align({ ids, weights }: TokenRun): Aligned {
    const aligned = this.#shift.align(ids, weights);
    if (this.#packed && this.#shift.shiftsLabels === "trainer" && ids.length > 0) {
      aligned.labels[0] = IGNORED;
      aligned.lossWeights[0] = 0;
    }
    return aligned;
  }
}

function countTrained(labels: Int32Array): number {
  let count = 0;
  for (let at = 0; at < labels.length; at++) if (labels[at] !== IGNORED) count++;
  return count;
}

/** Fills `whole` with a column of the parts. */
function joined<Numbers extends Int32Array | Float32Array>(
  whole: Numbers,
  parts: readonly Aligned[],
  column: (part: Aligned) => Numbers,
): Numbers {
  let at = 0;
  for (const part of parts) {
    const numbers = column(part);
    whole.set(numbers, at);
    at += numbers.length;
  }
  return whole;
}

/** Fills `mask`: 1 where the loss counts a label, else 0. */
function maskOf(labels: Int32Array, mask: Int8Array): Int8Array {
  for (let at = 0; at < labels.length; at++) mask[at] = labels[at] === IGNORED ? 0 : 1;
  return mask;
}

/** Fills `positions`: each example counts from 0. */
function positionsOf(lengths: Int32Array, positions: Int32Array): Int32Array {
  let at = 0;
  for (const length of lengths) for (let position = 0; position < length; position++) positions[at++] = position;
  return positions;
}

function startsOf(lengths: Int32Array): Int32Array {
  let end = 0;
  return lengths.map((length) => (end += length) - length);
}
