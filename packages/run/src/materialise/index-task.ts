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

/** Lines of the index to be made: plain data, which any worker can do. */
export interface IndexTask {
  readonly writer: string;
  readonly spool: string;
  /** The examples, in the order of the input. */
  readonly stretches: readonly IndexedStretch[];
  /** Names of all shards. */
  readonly shards: readonly string[];
  /** Of each example its shard (an index into `shards`), −1 where the output does not have it; its row there, its first token in the row, and how many it has. */
  readonly placed: Int32Array;
  readonly rows: Int32Array;
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
  /** Of each example how many labels the loss counts. */
  readonly trained: Int32Array;
}
