import { RowError } from "../errors/row-error.ts";

/**
 * Runs work that recurses into a value of the data; where the value is nested deeper than the stack, that is the row's fault.
 *
 * @throws {RowError} `nested-too-deep`
 */
export function orTooDeep<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    throw new RowError("nested-too-deep", "a value is nested too deep to be read; leave the row out", undefined, {
      cause: error,
    });
  }
}

export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes("call stack");
}
