import type { Rejection } from "../contracts/rejection.ts";
import { RowError } from "../errors/row-error.ts";

/**
 * What the work gives, or the rejection that a fault in the data becomes. Other errors pass.
 *
 * @example
 * import { orRejection } from "@turnwise/core";
 *
 * const adapted = orRejection(() => adapter.adapt(row));
 */
export function orRejection<T>(work: () => T): T | Rejection {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RowError)) throw error;
    const { code, message, at } = error;
    return { kind: "rejection", code, message, ...(at === undefined ? {} : { at }) };
  }
}
