/** An example aligned for a trainer. All arrays have the same length. */
export interface AlignedColumns {
  readonly inputIds: Int32Array;
  /** −100 where the loss ignores the token. */
  readonly labels: Int32Array;
  readonly lossWeights: Float32Array;
}

/**
 * Aligns labels with the ids that predict them. Confusing the conventions is the commonest silent error of the field, so
 * every output names the one in use.
 */
export interface LabelShift {
  readonly name: string;
  readonly description: string;
  /** Who moves the labels by one: `trainer` (Hugging Face models, inside the loss) or this `file` (torchtune after 0.6.1, torchtitan). */
  readonly shiftsLabels: "trainer" | "file";
  /** Length of the columns of an example of n tokens. */
  outputLength(tokens: number): number;
  /** `ids` and `weights` have equal length n. */
  align(ids: Int32Array, weights: Float32Array): AlignedColumns;
}
