import type { SplitBehavior } from "../definition/tokenizer-definition.ts";

/** A part of a text, `[start, end)`. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

interface CutPart extends Part {
  readonly matched: boolean;
}

/** `NormalizedString::split` of Rust `tokenizers`: cuts a text of this length where matches begin and end, then does with them as it is told. */
export function splitAt(
  matches: readonly (readonly [start: number, end: number])[],
  length: number,
  behavior: SplitBehavior,
  invert: boolean,
): readonly Part[] {
  const parts: CutPart[] = [];
  let at = 0;
  for (const [start, end] of matches) {
    if (at < start) parts.push({ start: at, end: start, matched: invert });
    parts.push({ start, end, matched: !invert });
    at = end;
  }
  if (at < length) parts.push({ start: at, end: length, matched: invert });
  return join(parts, behavior);
}

function join(parts: readonly CutPart[], behavior: SplitBehavior): readonly Part[] {
  switch (behavior) {
    case "isolated":
      return parts;
    case "removed":
      return parts.filter((part) => !part.matched);
    case "contiguous":
      return merge(parts, (previous, part) => previous.matched === part.matched);
    case "merged-with-previous":
      return merge(parts, (previous, part) => part.matched && !previous.matched);
    case "merged-with-next":
      return merge(parts, (previous, part) => previous.matched && !part.matched);
    default:
      return behavior satisfies never;
  }
}

/** Joins neighbours; `joins` sees the two parts as they were cut. */
function merge(parts: readonly CutPart[], joins: (previous: CutPart, part: CutPart) => boolean): readonly Part[] {
  const merged: Part[] = [];
  let previous: CutPart | undefined;
  for (const part of parts) {
    const last = merged.at(-1);
    if (last !== undefined && previous !== undefined && joins(previous, part)) {
      merged[merged.length - 1] = { start: last.start, end: part.end };
    } else {
      merged.push(part);
    }
    previous = part;
  }
  return merged;
}
