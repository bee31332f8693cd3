import type { Origin, Rendering } from "@turnwise/core";
import { firstAbove } from "./sorted-search.ts";

/** Adjacent segments of one origin: `[start, end)` of the text. */
export interface OriginRun {
  readonly origin: Origin;
  readonly start: number;
  end: number;
}

/** The text cut where its origin changes. */
export function originRuns({ segments, segmentCount }: Rendering): readonly OriginRun[] {
  const runs: OriginRun[] = [];
  let start = 0;
  for (let segment = 0; segment < segmentCount; segment++) {
    const end = segments.end[segment] ?? start;
    const origin: Origin = segments.origin[segment] === 1 ? "data" : "template";
    const last = runs.at(-1);
    if (last?.origin === origin) last.end = end;
    else if (end > start) runs.push({ origin, start, end });
    start = end;
  }
  return runs;
}

/** What of the runs lies in `[from, to)` of the text. */
export function clipRuns(runs: readonly OriginRun[], from: number, to: number): readonly OriginRun[] {
  return runs.flatMap(({ origin, start, end }) =>
    start < to && end > from ? [{ origin, start: Math.max(start, from), end: Math.min(end, to) }] : [],
  );
}

/** Answers whether a range lies wholly in template text. */
export type InTemplate = (from: number, to: number) => boolean;

export function templateRanges(runs: readonly OriginRun[]): InTemplate {
  const template = runs.filter(({ origin }) => origin === "template");
  const ends = template.map(({ end }) => end);
  return (from, to) => {
    const run = template[firstAbove(ends, from)];
    return run !== undefined && run.start <= from && to <= run.end;
  };
}
