import { CODE_POINT_END, type CodePointSet } from "./code-point-set.ts";

/**
 * Reads one of the texts of character-data.ts: a letter (`A`-`Z`, then `a`-`z`) for a value from 0 up, then how many code points have it, if more
 * than one. `A3BC2` says that code points 0, 1, 2 have value 0, code point 3 has 1, code points 4 and 5 have 2.
 *
 * @returns for each value from 1 up the set of code points that have it
 */
export function decodeRuns(text: string): CodePointSet[] {
  const sets: number[][] = [];
  let value = 0;
  let length = 0;
  let start = 0;
  const endRun = (): void => {
    const end = start + (length || 1);
    if (value > 0) {
      while (sets.length < value) sets.push([]);
      sets[value - 1]?.push(start, end);
    }
    start = end;
    length = 0;
  };
  let isBegun = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < DIGIT_0) continue;
    if (code <= DIGIT_9) {
      length = length * 10 + code - DIGIT_0;
      continue;
    }
    if (isBegun) endRun();
    isBegun = true;
    value = code <= UPPER_Z ? code - UPPER_A : code - LOWER_A + 26;
  }
  if (isBegun) endRun();
  if (start !== CODE_POINT_END) throw new RangeError(`Character data end at ${start.toString(16)}`);
  return sets;
}

const DIGIT_0 = 48;
const DIGIT_9 = 57;
const UPPER_A = 65;
const UPPER_Z = 90;
const LOWER_A = 97;
