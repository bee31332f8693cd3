/** A row that was refused, as a value: counted, written beside the output, never lost. */
export interface Rejection {
  readonly kind: "rejection";
  /** Stable, kebab-case: `unknown-role`, `template-error`, `prompt-not-a-prefix`. */
  readonly code: string;
  /** The rule, the place, what was found and what to do. */
  readonly message: string;
  readonly at?: RowPlace;
}

/** Where in a row. */
export interface RowPlace {
  readonly message: number;
  readonly field?: string;
}
