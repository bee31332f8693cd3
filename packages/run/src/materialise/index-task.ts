/** Examples that follow each other in a split. */
export interface IndexedStretch {
  readonly key: string;
  /** The input, as the user named it. */
  readonly source: string;
  /** Lines of the same input before the split. */
  readonly linesBefore: number;
  /** The first example, counted from the split's first. */
  readonly first: number;
  readonly count: number;
}

/** Where examples that follow each other stand in the output: of each its… */
export interface PlacedExamples {
  /** …shard, a number among all; −1 where the output does not have it. */
  readonly shards: Int32Array;
  /** …row in that shard, or −1. */
  readonly rows: Int32Array;
  /** …first token in that row, or −1. */
  readonly starts: Int32Array;
  /** …tokens there, or 0. */
  readonly lengths: Int32Array;
  /** …labels that the loss counts. */
  readonly trained: Int32Array;
}

/** Lines of the index to be made: plain data, which any worker can do. */
export interface IndexTask {
  readonly writer: string;
  readonly spool: string;
  /** The examples, in the order of the input. */
  readonly stretches: readonly IndexedStretch[];
  readonly placed: PlacedExamples;
  /** Names of all shards. */
  readonly shards: readonly string[];
}
