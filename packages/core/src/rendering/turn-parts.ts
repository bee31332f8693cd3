import type { TurnPart } from "../contracts/rendering.ts";

/** The order is the encoding of `SegmentColumns.part`. */
export const TURN_PARTS: readonly TurnPart[] = ["preamble", "header", "body", "end", "separator", "generation-prompt"];

/** `SegmentColumns.part` where the part is not known. */
export const UNKNOWN_PART = 255;

/** `SegmentColumns.field` where there is none. */
export const NO_FIELD = 65535;

/** The encoding of a part in `SegmentColumns.part`. */
export function partCode(part: TurnPart | null): number {
  return part === null ? UNKNOWN_PART : TURN_PARTS.indexOf(part);
}
