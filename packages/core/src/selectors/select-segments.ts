import type { MaskInput, Need } from "../contracts/mask-input.ts";
import type { SegmentTest, TokenSelector } from "../contracts/token-selector.ts";

const NEEDS: readonly Need[] = ["parts"];

/** Selects the tokens that start in the segments of which `inSegment` is true. */
export function selectSegments(inSegment: SegmentTest): TokenSelector & { readonly inSegment: SegmentTest } {
  return { needs: NEEDS, inSegment, select: (row, out) => fillSegments(row, inSegment, out) };
}

/** Writes 1 for every token that starts in one of these segments. */
export function fillSegments(row: MaskInput, inSegment: SegmentTest, out: Uint8Array | Float32Array): void {
  const { firstToken } = row.tokens;
  for (let segment = 0; segment < row.rendering.segmentCount; segment++)
    if (inSegment(row, segment)) out.fill(1, firstToken[segment], firstToken[segment + 1]);
}
