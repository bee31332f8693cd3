import { RowError, type Rendering } from "@turnwise/core";
import type { AddedTokenMatcher } from "./added-token-matcher.ts";
import type { OriginRun } from "./origin-runs.ts";
import { firstAbove } from "./sorted-search.ts";

/** What the data holds of control tokens' texts: leftmost-longest, without overlap, also across adjacent segments of data. */
export interface ControlTokensInData {
  readonly count: number;
  readonly first: { readonly text: string; readonly start: number } | null;
}

export function findControlTokensInData(
  controlTexts: AddedTokenMatcher,
  text: string,
  runs: readonly OriginRun[],
): ControlTokensInData {
  let count = 0;
  let first: ControlTokensInData["first"] = null;
  for (const { origin, start, end } of runs) {
    if (origin === "template") continue;
    controlTexts.scan(text, start, end, always, (token, from) => {
      count++;
      first ??= { text: token.content, start: from };
    });
  }
  return { count, first };
}

/** The refusal of a row whose data holds a control token's text. */
export function controlTokenInData(
  { segments, fields }: Rendering,
  first: { readonly text: string; readonly start: number },
): RowError {
  const segment = firstAbove(segments.end, first.start);
  const message = segments.message[segment] ?? -1;
  const field = fields[segments.field[segment] ?? -1];
  const place = `${message < 0 ? "" : `message ${message}: `}${field ?? "the data"}`;
  return new RowError(
    "control-token-in-data",
    `${place} holds the text ${first.text}, which is a control token. Take it out of the row, or keep it as plain text with --control-tokens-in-data text.`,
    field === undefined ? { message } : { message, field },
  );
}

const always = (): boolean => true;
