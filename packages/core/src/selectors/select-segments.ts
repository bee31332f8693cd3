import type { MaskInput, Need } from "../contracts/mask-input.ts";
import type { TokenSelector } from "../contracts/token-selector.ts";

const NEEDS: readonly Need[] = ["parts"];

/** Selects the tokens that start in the segments of which `matches` is true. */
export function selectSegments(matches: (row: MaskInput, segment: number) => boolean): TokenSelector {
  return {
    needs: NEEDS,
    select(row, out) {
      for (let segment = 0; segment < row.rendering.segmentCount; segment++) {
        if (!matches(row, segment)) continue;
        const [start, end] = row.tokensOf(segment);
        out.fill(1, start, end);
      }
    },
  };
}
