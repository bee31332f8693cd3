/** How a tokenizer's steps are carried out: by the kernel where it can, by the general path where it cannot. Plain data. */
export interface TokenizerPlan {
  /**
   * Patterns of the kernel's scanner, one a stage. Empty: a text between two added tokens is one word, which the kernel cuts where no
   * token reaches across. Null: the kernel has no scanner for it, and words are found by the general pre-tokenizer.
   */
  readonly scanner: readonly string[] | null;
  /** `characters` only: every space begins a word. */
  readonly splitSpaces: boolean;
  /**
   * `none`: the text is read as it is. `nfc`: as it is, unless it holds characters of the UNSTABLE table; then the general normaliser
   * makes it anew. `spaces`: `▁` and space are one; as it is, unless it holds a `▁` of its own. `general`: always made anew.
   */
  readonly normalization: "none" | "nfc" | "spaces" | "general";
  /** The space that is put before a text. */
  readonly prefix: {
    /** `first`: before the text's beginning alone. `always`: also behind every added token. Never where a text goes on with another. */
    readonly where: "never" | "first" | "always";
    /** Not before a text that begins with a space (or `▁`). */
    readonly unlessThere: boolean;
  };
}
