import type { Rendering } from "@turnwise/core";
import { firstAbove } from "./sorted-search.ts";

/** Answers whether a range lies wholly in adjacent template segments. */
export type InTemplate = (from: number, to: number) => boolean;

export function templateRuns({ segments, segmentCount }: Rendering): InTemplate {
  const starts: number[] = [];
  const ends: number[] = [];
  let start = 0;
  for (let segment = 0; segment < segmentCount; segment++) {
    const end = segments.end[segment] ?? start;
    if (segments.origin[segment] === 0 && end > start) {
      if (ends.at(-1) === start) ends[ends.length - 1] = end;
      else {
        starts.push(start);
        ends.push(end);
      }
    }
    start = end;
  }
  return (from, to) => {
    const run = firstAbove(ends, from);
    return run < ends.length && (starts[run] ?? 0) <= from && to <= (ends[run] ?? 0);
  };
}
