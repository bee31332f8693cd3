import type { TurnPart } from "../contracts/rendering.ts";

/** The order is the encoding of `SegmentColumns.part`. */
export const TURN_PARTS: readonly TurnPart[] = ["preamble", "header", "body", "end", "separator", "generation-prompt"];

/** `SegmentColumns.part` where the part is not known. */
export const UNKNOWN_PART = 255;

/** `SegmentColumns.field` where there is none. */
export const NO_FIELD = 65535;

/** The encoding of a part in `SegmentColumns.part`. */
export function partCode(part: TurnPart | null): number {
  switch (part) {
    case "preamble":
      return 0;
    case "header":
      return 1;
    case "body":
      return 2;
    case "end":
      return 3;
    case "separator":
      return 4;
    case "generation-prompt":
      return 5;
    case null:
      return UNKNOWN_PART;
  }
  return part satisfies never;
}
