import { CODE_POINT_END, type CodePointSet } from "./code-point-set.ts";

/** A value for each code point, as runs: run i, of `values[i]`, begins at `starts[i]` and ends where the next one, or all code points, end. */
export interface Runs {
  readonly starts: readonly number[];
  readonly values: readonly number[];
}

/**
 * Reads one of the texts of character-data.ts: a letter (`A`-`Z`, then `a`-`z`) for a value from 0 up, then how many code points have it, if more
 * than one. `A3BC2` says that code points 0, 1, 2 have value 0, code point 3 has 1, code points 4 and 5 have 2.
 */
export function decodeRuns(text: string): Runs {
  const starts: number[] = [];
  const values: number[] = [];
  let length = 0;
  let end = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < DIGIT_0) continue;
    if (code <= DIGIT_9) {
      length = length * 10 + code - DIGIT_0;
      continue;
    }
    if (values.length > 0) end += length || 1;
    length = 0;
    starts.push(end);
    values.push(code <= UPPER_Z ? code - UPPER_A : code - LOWER_A + 26);
  }
  end += length || 1;
  if (end !== CODE_POINT_END) throw new RangeError(`Character data end at ${end.toString(16)}`);
  return { starts, values };
}

/** The code points that have one of some values. */
export function setOfRuns({ starts, values }: Runs, wanted: ReadonlySet<number>): CodePointSet {
  const isWanted = Array.from({ length: 52 }, (_, value) => (wanted.has(value) ? 1 : 0));
  const set: number[] = [];
  for (let run = 0; run < starts.length; run++) {
    if (isWanted[values[run] ?? 0] !== (set.length & 1)) set.push(starts[run] ?? 0);
  }
  if (set.length & 1) set.push(CODE_POINT_END);
  return set;
}

const DIGIT_0 = 48;
const DIGIT_9 = 57;
const UPPER_A = 65;
const UPPER_Z = 90;
const LOWER_A = 97;
