import { type CodePointSet, contains, rangeOf, union } from "../unicode/code-point-set.ts";
import { NotFollowed } from "./not-followed.ts";

/**
 * A set as `(?i:…)` widens it: `[s]` finds `s`, `S` and `ſ`, `[k]` also the sign for kelvin. Sets of ASCII characters alone.
 *
 * @throws {NotFollowed} for others
 */
export function ignoreCase(set: CodePointSet): CodePointSet {
  if ((set.at(-1) ?? 0) > 0x80) throw new NotFollowed("(?i:…) around characters that are not of ASCII");
  let widened = set;
  for (let upper = UPPER_A; upper <= UPPER_Z; upper++) {
    const lower = upper + 32;
    if (!contains(set, upper) && !contains(set, lower)) continue;
    widened = union(union(widened, rangeOf(upper, upper)), rangeOf(lower, lower));
    if (upper === UPPER_S) widened = union(widened, rangeOf(LONG_S, LONG_S));
    if (upper === UPPER_K) widened = union(widened, rangeOf(KELVIN, KELVIN));
  }
  return widened;
}

const UPPER_A = 0x41;
const UPPER_K = 0x4b;
const UPPER_S = 0x53;
const UPPER_Z = 0x5a;
const LONG_S = 0x17f;
const KELVIN = 0x212a;
