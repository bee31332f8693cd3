import type { Source } from "./source.ts";

/** A Python float. */
export class Float {
  readonly value: number;
  /** Where in the context it stands; null if computed. */
  readonly source: Source | null;

  constructor(value: number, source: Source | null = null) {
    this.value = value;
    this.source = source;
  }
}

/** An integer that stands in the context, so that its digits are data where it is printed. Arithmetic takes the value alone. */
export class DataInteger {
  /** A number where it is safe, else a bigint. */
  readonly value: number | bigint;
  readonly source: Source;

  constructor(value: number | bigint, source: Source) {
    this.value = value;
    this.source = source;
  }
}

/** The one form that an integer has: a number where that is exact. */
export function integer(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
