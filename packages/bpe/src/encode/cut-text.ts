import { TurnwiseError, type Rendering } from "@turnwise/core";
import { firstAbove } from "../general/sorted-search.ts";

const DATA = 1;

/** A text and where it is cut: what encoders read of a rendering. */
export interface CutText extends Pick<Rendering, "text" | "segmentCount"> {
  readonly segments: Pick<Rendering["segments"], "end" | "origin">;
}

/** How many boundaries a kernel is given for it: its begin, and where each segment ends. */
export function boundaryCount({ segmentCount }: CutText): number {
  return segmentCount + 1;
}

/**
 * Checks segments, which come from plug-ins.
 *
 * @throws {TurnwiseError} `broken-rendering`
 */
export function checkCut(cut: CutText): void {
  const problem = findProblem(cut);
  if (problem !== null) {
    throw new TurnwiseError("broken-rendering", `the rendering ${problem}: whatever rendered it has a fault`);
  }
}

/** Whether segments are in order and make up the text. Pairs of surrogates aside, which a text of ASCII has none of. */
export function areInOrder({ text, segments, segmentCount }: CutText): boolean {
  const { end: ends, origin: origins } = segments;
  if (!(segmentCount >= 0 && segmentCount <= ends.length && segmentCount <= origins.length)) return false;
  let start = 0;
  for (let segment = 0; segment < segmentCount; segment++) {
    const end = ends[segment] ?? -1;
    if (end < start) return false;
    start = end;
  }
  return start === text.length && Number.isInteger(segmentCount);
}

/** Whether a segment ends between the two halves of a surrogate pair. */
export function cutsPair({ text, segments, segmentCount }: CutText): boolean {
  for (let segment = 0; segment < segmentCount; segment++) {
    if (isInsidePair(text, segments.end[segment] ?? 0)) return true;
  }
  return false;
}

/** Whether data stands on both sides of an offset. */
export function isInsideData({ text, segments, segmentCount }: CutText, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false;
  const ends = segments.end.subarray(0, segmentCount);
  return segments.origin[firstAbove(ends, offset - 1)] === DATA && segments.origin[firstAbove(ends, offset)] === DATA;
}

function findProblem(cut: CutText): string | null {
  const { text, segments, segmentCount } = cut;
  const { end: ends, origin: origins } = segments;
  if (
    !Number.isInteger(segmentCount) ||
    segmentCount < 0 ||
    ends.length < segmentCount ||
    origins.length < segmentCount
  ) {
    return `has ${segmentCount} segments, and columns of ${ends.length} ends and ${origins.length} origins`;
  }
  let start = 0;
  for (let segment = 0; segment < segmentCount; segment++) {
    const end = ends[segment] ?? -1;
    if (end < start || end > text.length) {
      return `has a segment ${segment} from ${start} to ${end} in a text of length ${text.length}`;
    }
    if (isInsidePair(text, end)) return `has a segment ${segment} that ends inside a surrogate pair, at ${end}`;
    start = end;
  }
  return start === text.length ? null : `has segments up to ${start} of a text of length ${text.length}`;
}

function isInsidePair(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff && (text.codePointAt(at - 1) ?? 0) > 0xffff;
}
