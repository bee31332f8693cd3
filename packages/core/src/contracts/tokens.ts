/** A tokenised rendering: one set of columns a conversation, owned by the caller. */
export interface Tokens {
  /** Length n: the token ids. */
  readonly ids: Int32Array;
  /**
   * Length segments + 1: the first token that starts at or after each segment's start; the last
   * entry is n, less the ids that a BOS policy put behind the text.
   */
  readonly firstToken: Int32Array;
  /** Sorted indexes of tokens that reach from the segment they start in into a later one. */
  readonly straddles: Int32Array;
  /** How often a control token's text stands in text of the data, whatever became of it. */
  readonly controlTokensInData: number;
}
