/**
 * What a worker leaves of one split, unshifted and unpacked, so that packing to another length needs no tokenizer. Numbers are
 * little endian.
 *
 * ```
 * tokens     4 bytes a token: its id, and in the highest bit whether it is trained
 * weights    4 bytes (float32) a token, where the mask gives other weights than 0 and 1
 * examples   48 bytes an example, in the order of the input:
 *            position (float64) │ line │ example │ tokens │ trained tokens │ first byte of its line in `turns` (float64)
 *            │ 16 bytes that rows of the same conversation share, zeros where nobody asks for them
 * turns      a line of JSON for all examples that are alike in it: what the index says of their turns
 * rejected   a line of JSON a refused row, where there is one: where, why, and the row itself
 * ```
 *
 * Lines count from the split's first; the plan's order of the splits makes line numbers of them.
 */
export type SpoolFile = "tokens" | "weights" | "examples" | "turns" | "rejected";

/** Which layout this is: what another version left is of no use. */
export const SPOOL_LAYOUT: number = 4;

/** The bit of a token that says that it is trained: its sign. */
export const TRAINED: number = 1 << 31;

/** Bytes of an example's record. */
export const EXAMPLE_BYTES = 48;

/** Offsets in that record. */
export const EXAMPLE_RECORD = {
  position: 0,
  line: 8,
  example: 12,
  tokens: 16,
  trained: 20,
  turns: 24,
  fingerprint: 32,
} as const;

/**
 * Examples share a line of `turns` with others of the same block of so many lines, so that neither who writes nor who reads holds more
 * of them.
 */
export const TURNS_OF_BLOCK: number = 1 << 15;

/** The name of a split's file: its key, then what it holds. */
export function spoolName(key: string, file: SpoolFile): string {
  return `${key}.${file}`;
}
