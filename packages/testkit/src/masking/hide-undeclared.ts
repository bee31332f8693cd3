import type { MaskInput, Need } from "@turnwise/core";

/** The row as the preprocessor hands it over: without what was not asked for. */
export function hideUndeclared(row: MaskInput, needs: readonly Need[]): MaskInput {
  const starts = needs.includes("starts");
  return {
    ...row,
    starts: starts ? row.starts : null,
    promptLength: needs.includes("prompt-length") ? row.promptLength : null,
    tokensIn(from, to) {
      if (!starts) throw new TypeError('tokensIn works for masks that declare the need "starts"');
      return row.tokensIn(from, to);
    },
  };
}
