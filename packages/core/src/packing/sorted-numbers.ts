/**
 * A set of whole numbers from 0 to `most` that finds the next one at or above a number in a few steps. One bit a number, and above
 * each level one bit for each word of 32 that is not empty:
 *
 * ```
 * level 1   1 0 1                       words 0 and 2 of level 0 hold something
 * level 0   0100…  0000…  0001…        the numbers 1 and 67
 * ```
 */
export class SortedNumbers {
  readonly #levels: readonly Int32Array[];

  constructor(most: number) {
    const levels: Int32Array[] = [];
    for (let size = most + 1; levels.length === 0 || size > 1;) {
      size = (size + 31) >>> 5;
      levels.push(new Int32Array(size));
    }
    this.#levels = levels;
  }

  add(number: number): void {
    for (const level of this.#levels) {
      const word = number >>> 5;
      level[word] = (level[word] ?? 0) | (1 << (number & 31));
      number = word;
    }
  }

  delete(number: number): void {
    for (const level of this.#levels) {
      const word = number >>> 5;
      const rest = (level[word] ?? 0) & ~(1 << (number & 31));
      level[word] = rest;
      if (rest !== 0) return;
      number = word;
    }
  }

  /** The smallest number of the set that is at least `number`, or -1. */
  atLeast(number: number): number {
    for (const [depth, level] of this.#levels.entries()) {
      const word = number >>> 5;
      const rest = (level[word] ?? 0) & (-1 << (number & 31));
      if (rest !== 0) return this.#smallestUnder(depth, (word << 5) | lowestBit(rest));
      number = word + 1;
      if (number >= level.length) return -1;
    }
    return -1;
  }

  /** The smallest number whose bit at `depth` is `index`. */
  #smallestUnder(depth: number, index: number): number {
    for (let below = depth - 1; below >= 0; below--) {
      index = (index << 5) | lowestBit(this.#levels[below]?.[index] ?? 0);
    }
    return index;
  }
}

function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}
