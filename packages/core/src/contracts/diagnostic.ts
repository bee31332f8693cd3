/** Something that was noticed, mended or counted in a row that is prepared all the same. */
export interface Diagnostic {
  /** Stable, kebab-case: `doubled-bos`, `straddle`, `dropped`. */
  readonly code: string;
  readonly message: string;
  readonly count: number;
}
