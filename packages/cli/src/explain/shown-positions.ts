import type { AlignedPosition } from "./explanation.ts";

const SHOW_ALL = 80;
const AT_THE_ENDS = 6;
const AROUND_A_CHANGE = 3;

/** A run of positions that the table leaves out. */
export interface Elision {
  readonly left: number;
}

/** All positions of a short row; of a long one the ends and what stands around each change between masked and trained. */
export function shownPositions(alignment: readonly AlignedPosition[]): readonly (AlignedPosition | Elision)[] {
  if (alignment.length <= SHOW_ALL) return alignment;
  const isShown = new Uint8Array(alignment.length);
  isShown.fill(1, 0, AT_THE_ENDS).fill(1, -AT_THE_ENDS);
  for (let at = 1; at < alignment.length; at++) {
    const isChange = (alignment[at]?.label === null) !== (alignment[at - 1]?.label === null);
    if (isChange) isShown.fill(1, Math.max(0, at - AROUND_A_CHANGE), at + AROUND_A_CHANGE);
  }
  const shown: (AlignedPosition | Elision)[] = [];
  let left = 0;
  for (const [at, position] of alignment.entries()) {
    if (isShown[at] === 0) {
      left++;
      continue;
    }
    if (left > 0) shown.push({ left });
    left = 0;
    shown.push(position);
  }
  return shown;
}
