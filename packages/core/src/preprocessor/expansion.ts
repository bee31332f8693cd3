import { RowError } from "../errors/row-error.ts";
import type { EncodedExample } from "./encode-examples.ts";
import type { EncodedRow } from "./encode-row.ts";

/** What to do with a row whose examples repeat too much of it. */
export type OverExpansion = "reject" | "as-rendered";

/**
 * Whether the examples of a row have at most `maxExpansion` times the tokens of its full rendering; false: it is to be trained as
 * rendered.
 *
 * @throws {RowError} `expansion`
 */
export function checkExpansion(
  examples: readonly EncodedExample[],
  full: EncodedRow,
  limits: { readonly maxExpansion: number; readonly overExpansion: OverExpansion },
): boolean {
  if (examples.length === 1) return true;
  const tokens = examples.reduce((sum, { row }) => sum + row.tokens.ids.length, 0);
  if (tokens <= limits.maxExpansion * full.tokens.ids.length) return true;
  if (limits.overExpansion === "as-rendered") return false;
  const times = (tokens / full.tokens.ids.length).toFixed(1);
  throw new RowError(
    "expansion",
    `the row needs ${examples.length} examples with ${times} times the tokens of its full rendering, because the template rewrites history; --max-expansion allows ${limits.maxExpansion}. Allow more, train such rows with --over-expansion as-rendered, or the last turn alone with --turns last.`,
  );
}
