import type { ColumnContent, ColumnDefinition, LabelShift, ShardRow, TrainerColumn } from "@turnwise/core";
import type { TokenRun } from "../spool/token-reader.ts";

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

  constructor(columns: readonly TrainerColumn[], shift: LabelShift, packed: boolean) {
    this.#columns = columns;
    this.#shift = shift;
    this.#packed = packed;
  }

  /** The row of these examples, and of each example how many labels the loss counts. Changes the runs' arrays; the row has arrays of its own. */
  row(runs: readonly TokenRun[]): { readonly row: ShardRow; readonly trained: readonly number[] } {
    const aligned = runs.map((run) => this.#align(run));
    const lengths = Int32Array.from(aligned, ({ inputIds }) => inputIds.length);
    const tokens = lengths.reduce((sum, length) => sum + length, 0);
    const labels = joined(aligned, tokens, "labels");
    const content = (wanted: ColumnContent): ShardRow[number] => {
      switch (wanted) {
        case "ids":
          return joined(aligned, tokens, "inputIds");
        case "labels":
          return labels;
        case "ones":
          return new Int8Array(tokens).fill(1);
        case "mask":
          return maskOf(labels);
        case "weights":
          return joinedWeights(aligned, tokens);
        case "positions":
          return positionsOf(lengths, tokens);
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

function joined(parts: readonly Aligned[], tokens: number, column: "inputIds" | "labels"): Int32Array {
  const joinedColumn = new Int32Array(tokens);
  let at = 0;
  for (const part of parts) {
    joinedColumn.set(part[column], at);
    at += part[column].length;
  }
  return joinedColumn;
}

function joinedWeights(parts: readonly Aligned[], tokens: number): Float32Array {
  const weights = new Float32Array(tokens);
  let at = 0;
  for (const { lossWeights } of parts) {
    weights.set(lossWeights, at);
    at += lossWeights.length;
  }
  return weights;
}

function maskOf(labels: Int32Array): Int8Array {
  const mask = new Int8Array(labels.length);
  for (let at = 0; at < labels.length; at++) if (labels[at] !== IGNORED) mask[at] = 1;
  return mask;
}

function positionsOf(lengths: Int32Array, tokens: number): Int32Array {
  const positions = new Int32Array(tokens);
  let at = 0;
  for (const length of lengths) for (let position = 0; position < length; position++) positions[at++] = position;
  return positions;
}

function startsOf(lengths: Int32Array): Int32Array {
  let end = 0;
  return lengths.map((length) => (end += length) - length);
}
