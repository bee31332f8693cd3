/**
 * A set of code points as the places where membership changes, ascending: odd entries are the first code points behind a range.
 *
 * ```
 * [a-z] or U+212A:  [0x61, 0x7b, 0x212a, 0x212b]
 * ```
 */
export type CodePointSet = readonly number[];

/** One more than the highest code point. */
export const CODE_POINT_END = 0x110000;

export const NO_CODE_POINT: CodePointSet = [];
export const EVERY_CODE_POINT: CodePointSet = [0, CODE_POINT_END];

/** The code points from `first` to `last`, both included. */
export function rangeOf(first: number, last: number): CodePointSet {
  return [first, last + 1];
}

export function complement(set: CodePointSet): CodePointSet {
  const inner = set[0] === 0 ? set.slice(1) : [0, ...set];
  return inner.at(-1) === CODE_POINT_END ? inner.slice(0, -1) : [...inner, CODE_POINT_END];
}

export function union(left: CodePointSet, right: CodePointSet): CodePointSet {
  return combine(left, right, (inLeft, inRight) => inLeft || inRight);
}

export function intersection(left: CodePointSet, right: CodePointSet): CodePointSet {
  return combine(left, right, (inLeft, inRight) => inLeft && inRight);
}

export function unionOf(sets: Iterable<CodePointSet>): CodePointSet {
  let all = NO_CODE_POINT;
  for (const set of sets) all = union(all, set);
  return all;
}

export function contains(set: CodePointSet, codePoint: number): boolean {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((set[middle] ?? CODE_POINT_END) <= codePoint) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
}

function combine(
  left: CodePointSet,
  right: CodePointSet,
  isMember: (inLeft: boolean, inRight: boolean) => boolean,
): CodePointSet {
  const result: number[] = [];
  let leftIndex = 0;
  let rightIndex = 0;
  while (leftIndex < left.length || rightIndex < right.length) {
    const nextLeft = left[leftIndex] ?? Infinity;
    const nextRight = right[rightIndex] ?? Infinity;
    const place = Math.min(nextLeft, nextRight);
    if (nextLeft === place) leftIndex++;
    if (nextRight === place) rightIndex++;
    if (isMember(leftIndex % 2 === 1, rightIndex % 2 === 1) !== (result.length % 2 === 1)) result.push(place);
  }
  return result;
}
