import type { Segment } from "../template.ts";
import type { Source } from "../values/source.ts";
import type { Output } from "./output.ts";

/** The pieces of a text as callers see them; `offset`: where it begins in the rendered text. */
export function segmentsOf(output: Output, offset: number): readonly Segment[] {
  const { text, ends, sources, starts, messages } = output;
  const segments: Segment[] = [];
  let start = 0;
  let known: Source | null = null;
  let path: readonly (string | number)[] = NONE;
  for (let index = 0; index < ends.length; index++) {
    const end = ends[index] ?? start;
    const source = sources[index] ?? null;
    if (source !== known) path = source === null ? NONE : source.path;
    known = source;
    segments.push({
      text: text.slice(start, end),
      start: offset + start,
      origin: source === null ? "template" : "data",
      path,
      sourceStart: starts[index] ?? -1,
      message: messages[index] ?? -1,
    });
    start = end;
  }
  return segments;
}

const NONE: readonly (string | number)[] = [];
