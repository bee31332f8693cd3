import type { PlannedInput } from "@turnwise/run";

/** What a thread needs at least to do, in bytes of lines: opening plug-ins and the model once more takes as long as preparing so many. */
const BYTES_OF_THREAD = 4 << 20;

/** What a byte of a file that is no lines, but columns, stands for, about, in bytes of lines. */
const LINES_OF_COLUMNS = 4;

/**
 * How many threads pay.
 *
 * @param workers at most
 * @param splitBytes size of the pieces as the user chose it, who then has a thread for each; null: nobody chose it
 * @param splits how many pieces there are
 */
export function threadsFor(
  workers: number,
  inputs: readonly Pick<PlannedInput, "bytes" | "lineBytes">[],
  splitBytes: number | null,
  splits: number,
): number {
  const bytes = inputs.reduce((sum, input) => sum + (input.lineBytes ?? input.bytes * LINES_OF_COLUMNS), 0);
  return Math.min(workers, splits, splitBytes === null ? Math.floor(bytes / BYTES_OF_THREAD) : splits);
}
