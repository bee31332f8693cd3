/** The tables of a scanner as `kernel/layout.ts` describes them. */
export interface Scanner {
  /** 256 entries: class of each ASCII character, NON_ASCII for other bytes. */
  readonly byteClasses: Uint8Array;
  /** 0x110000 entries. */
  readonly characterClasses: Uint8Array;
  /** A row of `transitions` has 2^classShift words. */
  readonly classShift: number;
  readonly endClass: number;
  readonly transitions: Int32Array;
  /** Start rows (their first words) of the stages. */
  readonly starts: Int32Array;
}
