import type { Message } from "../contracts/message.ts";
import { RowError } from "../errors/row-error.ts";

/** What a message's `train` and `weight` ask for. */
export interface MessageFlags {
  /** 0 or more; 0 masks the message. */
  readonly weight: number;
  /** `[from, to)` ranges of `content` in UTF-16 code units; null for all of the message. */
  readonly ranges: readonly (readonly [from: number, to: number])[] | null;
}

/**
 * Reads the flags of a message; null counts as absent, because tables write it so.
 *
 * @throws {RowError} `bad-train-flag` or `bad-weight`
 */
export function flagsOf(message: Message, index: number): MessageFlags {
  const train: unknown = message.train ?? undefined;
  const weight: unknown = message.weight ?? undefined;
  const ranges = Array.isArray(train) ? train : null;
  if (weight !== undefined && !isWeight(weight)) {
    throw badFlag("bad-weight", index, weight, "a number of 0 or more");
  }
  if (ranges === null ? train !== undefined && typeof train !== "boolean" : !ranges.every(isRange)) {
    throw badFlag("bad-train-flag", index, train, "true, false or ranges such as [[0, 12]]");
  }
  if (ranges !== null && typeof message.content !== "string") {
    throw badFlag("bad-train-flag", index, train, "true or false, because ranges count in a content that is text");
  }
  const isTrained = train === undefined ? message.role === "assistant" || weight !== undefined : train !== false;
  return { weight: isTrained ? (weight ?? 1) : 0, ranges };
}

/** Weights are stored as 32-bit floats. */
function isWeight(weight: unknown): weight is number {
  return typeof weight === "number" && Number.isFinite(Math.fround(weight)) && weight >= 0;
}

function isRange(range: unknown): range is readonly [number, number] {
  return Array.isArray(range) && range.length === 2 && range.every((end) => Number.isInteger(end) && end >= 0);
}

function badFlag(code: "bad-train-flag" | "bad-weight", message: number, found: unknown, wanted: string): RowError {
  const field = code === "bad-weight" ? "weight" : "train";
  return new RowError(code, `message ${message} has ${field} ${JSON.stringify(found)}; give ${wanted}`, {
    message,
    field,
  });
}
