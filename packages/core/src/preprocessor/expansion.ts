import { RowError } from "../errors/row-error.ts";

/** What to do with a row whose examples repeat too much of it. */
export type OverExpansion = "reject" | "as-rendered";

/** `expansion`: so many examples would have more than `maxExpansion` times the tokens of the row's full rendering. */
export function overExpanded(examples: number, maxExpansion: number): RowError {
  return new RowError(
    "expansion",
    `the row needs ${examples} examples, which have more than ${maxExpansion} times the tokens of its full rendering, because the template rewrites history. Allow more with --max-expansion, train such rows with --over-expansion as-rendered, or the last turn alone with --turns last.`,
  );
}
