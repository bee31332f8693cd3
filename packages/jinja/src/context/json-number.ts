import { DataInteger, Float, integer } from "../values/numbers.ts";
import type { Source } from "../values/source.ts";

const INTEGER = /^-?\d+$/;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A JavaScript number: an int where it is exact, else a float. */
export function numberValue(value: number, source: Source): DataInteger | Float {
  return Number.isSafeInteger(value) ? new DataInteger(value + 0, source) : new Float(value, source);
}

/** A number as JSON writes it: `2.0` is a float, `9007199254740993` an int. Null if it is no number. */
export function lexemeValue(lexeme: string, source: Source): DataInteger | Float | null {
  if (INTEGER.test(lexeme)) return new DataInteger(integer(BigInt(lexeme)), source);
  return NUMBER.test(lexeme) ? new Float(Number(lexeme), source) : null;
}
