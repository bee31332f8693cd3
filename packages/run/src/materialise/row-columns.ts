import type { ColumnContent, ColumnDefinition, LabelShift, ShardRow, TrainerColumn } from "@turnwise/core";

/** The label that cross-entropy ignores. */
const IGNORED = -100;

/** Ids and weights of one example, unshifted. */
export interface TokenRun {
  readonly ids: Int32Array;
  readonly weights: Float32Array;
}

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

  /** The row of these examples, its tokens, and of each example how many labels the loss counts. Changes the runs' arrays; the row has arrays of its own. */
  row(runs: readonly TokenRun[]): {
    readonly row: ShardRow;
    readonly tokens: number;
    readonly trained: readonly number[];
  } {
    const aligned = runs.map((run) => this.#align(run));
    const lengths = Int32Array.from(aligned, ({ inputIds }) => inputIds.length);
    const tokens = lengths.reduce((sum, length) => sum + length, 0);
    const labels = joinInto(
      new Int32Array(tokens),
      aligned.map((each) => each.labels),
    );
    const content = (wanted: ColumnContent): ShardRow[number] => {
      switch (wanted) {
        case "ids":
          return joinInto(
            new Int32Array(tokens),
            aligned.map((each) => each.inputIds),
          );
        case "labels":
          return labels;
        case "ones":
          return new Int8Array(tokens).fill(1);
        case "mask":
          return Int8Array.from(labels, (label) => (label === IGNORED ? 0 : 1));
        case "weights":
          return joinInto(
            new Float32Array(tokens),
            aligned.map((each) => each.lossWeights),
          );
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
      tokens,
      trained: aligned.map((each) => countTrained(each.labels)),
    };
  }

  /** A trainer that shifts labels itself would let the last token of an example predict the first one of the next. */
  #align({ ids, weights }: TokenRun): ReturnType<LabelShift["align"]> {
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
  for (const label of labels) if (label !== IGNORED) count++;
  return count;
}

function joinInto<T extends Int32Array | Float32Array>(target: T, parts: readonly T[]): T {
  let at = 0;
  for (const part of parts) {
    target.set(part, at);
    at += part.length;
  }
  return target;
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
