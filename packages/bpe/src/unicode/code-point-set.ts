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
  return combine(left, right, IN_EITHER);
}

export function intersection(left: CodePointSet, right: CodePointSet): CodePointSet {
  return combine(left, right, IN_BOTH);
}

/** The union of many sets, the small ones joined first. */
export function unionOf(sets: readonly CodePointSet[]): CodePointSet {
  let level = sets.toSorted((left, right) => left.length - right.length);
  while (level.length > 1) {
    const joined: CodePointSet[] = [];
    for (let index = 0; index < level.length; index += 2)
      joined.push(union(level[index] ?? [], level[index + 1] ?? []));
    level = joined;
  }
  return level[0] ?? NO_CODE_POINT;
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

/** Bit 0: what is in neither set belongs to the result; bit 1: what is in the left one alone; bit 2: the right one; bit 3: both. */
const IN_EITHER = 0b1110;
const IN_BOTH = 0b1000;

function combine(left: CodePointSet, right: CodePointSet, wanted: number): CodePointSet {
  const result: number[] = [];
  let leftIndex = 0;
  let rightIndex = 0;
  while (leftIndex < left.length || rightIndex < right.length) {
    const nextLeft = left[leftIndex] ?? BEHIND_ALL;
    const nextRight = right[rightIndex] ?? BEHIND_ALL;
    const place = nextLeft < nextRight ? nextLeft : nextRight;
    if (nextLeft === place) leftIndex++;
    if (nextRight === place) rightIndex++;
    const isMember = (wanted >> ((leftIndex & 1) + (rightIndex & 1) * 2)) & 1;
    if (isMember !== (result.length & 1)) result.push(place);
  }
  return result;
}

const BEHIND_ALL = CODE_POINT_END + 1;
