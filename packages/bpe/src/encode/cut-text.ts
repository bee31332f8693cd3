import { TurnwiseError, type Rendering } from "@turnwise/core";
import { firstAbove } from "../general/sorted-search.ts";

const DATA = 1;

/** A text and where it is cut, checked: segments of a rendering come from plug-ins. */
export class CutText {
  readonly text: string;
  /** Where each segment ends, in UTF-16 units; ascending, the last one is the text's end. */
  readonly ends: Int32Array;
  /** 1: of data. */
  readonly origins: Uint8Array;
  readonly count: number;
  readonly hasData: boolean;

  /** @throws {TurnwiseError} `broken-rendering` */
  constructor(text: string, ends: Int32Array, origins: Uint8Array, count: number) {
    this.text = text;
    this.ends = ends.length > count ? ends.subarray(0, count) : ends;
    this.origins = origins;
    this.count = count;
    this.hasData = checkSegments(text, ends, origins, count);
  }

  /** The text of a rendering, cut at its segments. */
  static of({ text, segments, segmentCount }: Pick<Rendering, "text" | "segments" | "segmentCount">): CutText {
    return new CutText(text, segments.end, segments.origin, segmentCount);
  }

  /** Whether data stands on both sides of an offset. */
  isInsideData(offset: number): boolean {
    if (offset <= 0 || offset >= this.text.length) return false;
    return (
      this.origins[firstAbove(this.ends, offset - 1)] === DATA && this.origins[firstAbove(this.ends, offset)] === DATA
    );
  }
}

/** @returns whether there is text of the data */
function checkSegments(text: string, ends: Int32Array, origins: Uint8Array, count: number): boolean {
  if (!Number.isInteger(count) || count < 0 || ends.length < count || origins.length < count) {
    throw broken(`has ${count} segments, and columns of ${ends.length} ends and ${origins.length} origins`);
  }
  let hasData = false;
  let start = 0;
  for (let segment = 0; segment < count; segment++) {
    const end = ends[segment] ?? -1;
    if (end < start || end > text.length) {
      throw broken(`has a segment ${segment} from ${start} to ${end} in a text of length ${text.length}`);
    }
    if (end > start && origins[segment] === DATA) hasData = true;
    if (isInsidePair(text, end)) throw broken(`has a segment ${segment} that ends inside a surrogate pair, at ${end}`);
    start = end;
  }
  if (start !== text.length) throw broken(`has segments up to ${start} of a text of length ${text.length}`);
  return hasData;
}

function isInsidePair(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff && (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

function broken(problem: string): TurnwiseError {
  return new TurnwiseError("broken-rendering", `the rendering ${problem}: whatever rendered it has a fault`);
}
