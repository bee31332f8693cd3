import { RowError, TurnwiseError } from "@turnwise/core";

/**
 * Checks a break of `EncodeOptions`; `start`: the one before it.
 *
 * @throws {TurnwiseError} `broken-breaks`
 * @throws {RowError} `lone-surrogate` inside a surrogate pair
 */
export function checkBreak(text: string, start: number, end: number): void {
  if (!Number.isInteger(end) || end < start || end > text.length) {
    throw new TurnwiseError(
      "broken-breaks",
      `the break ${end} is behind ${start} or outside the text of length ${text.length}`,
    );
  }
  if ((text.codePointAt(end - 1) ?? 0) > 0xffff) throw loneSurrogate();
}

/** The refusal of a text that holds half of a surrogate pair. */
export function loneSurrogate(): RowError {
  return new RowError("lone-surrogate", "the text holds half of a surrogate pair, which UTF-8 cannot write");
}
