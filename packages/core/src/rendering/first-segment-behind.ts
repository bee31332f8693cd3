/**
 * Index of the first segment that ends behind a position; their number if none does.
 *
 * @param ends of the segments, in UTF-16 code units, not decreasing
 */
export function firstSegmentBehind(ends: Int32Array, position: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ends[middle] ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}
