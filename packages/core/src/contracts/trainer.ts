/** What a trainer reads: columns, who shifts the labels, files. One for each trainer that takes tokens from outside. */
export interface Trainer {
  readonly name: string;
  readonly description: string;
  /** The label shift that it expects: another one would shift twice, or not at all. Null: it is told by the user. */
  readonly shift: string | null;
  /** The writer whose files it reads. */
  readonly format: string;
  /** How it wants its files to end, where that is not the writer's own extension. */
  readonly extension: string | null;
  /** `files`: shards in the folder itself. `dataset-dict`: what `datasets.load_from_disk` opens, a folder for each split of the data. */
  readonly layout: "files" | "dataset-dict";
  /** Whether it takes rows that hold several examples: it can, it takes no others, or it cannot tell the examples apart. */
  readonly packing: "possible" | "required" | "impossible";
  /** The columns of its files, in order. */
  columns(output: TrainerOutput): readonly TrainerColumn[];
  /** Lines of its own language that load the output. */
  snippet(output: LoadableOutput): string;
}

/** What the files hold. */
export interface TrainerOutput {
  readonly packed: boolean;
  /** Whether weights other than 0 and 1 occur. */
  readonly weighted: boolean;
}

/** An output that is there. */
export interface LoadableOutput extends TrainerOutput {
  /** Where it is, as the lines shall say it. */
  readonly folder: string;
  /** Tokens of a packed row; null: rows are not packed. */
  readonly capacity: number | null;
  /** Whether a part for validation stands beside the one for training. */
  readonly validation: boolean;
}

/** A column by the trainer's own name, and what stands in it. */
export interface TrainerColumn {
  readonly name: string;
  readonly content: ColumnContent;
}

/**
 * What a column holds. Of a row of n tokens: `ids`, `labels` (−100 ignored), `ones` (an attention mask), `mask` (1 where the loss counts),
 * `weights` and `positions` (from 0 in each example) have n entries. `lengths` and `starts` have one an example.
 */
export type ColumnContent = "ids" | "labels" | "ones" | "mask" | "weights" | "positions" | "lengths" | "starts";
