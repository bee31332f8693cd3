import { DataInteger, Float, integer } from "../values/numbers.ts";
import type { Source } from "../values/source.ts";

const INTEGER = /^-?\d+$/;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A JavaScript number: an int if it is whole, as in JSON's `2` or `100000000000000000000`, else a float. */
export function numberValue(value: number, source: Source): DataInteger | Float {
  if (!Number.isInteger(value)) return new Float(value, source);
  return new DataInteger(Number.isSafeInteger(value) ? value + 0 : BigInt(value), source);
}

/** A number as JSON writes it: `2.0` is a float, `9007199254740993` an int. Null if it is no number. */
export function lexemeValue(lexeme: string, source: Source): DataInteger | Float | null {
  if (INTEGER.test(lexeme)) return new DataInteger(integer(BigInt(lexeme)), source);
  return NUMBER.test(lexeme) ? new Float(Number(lexeme), source) : null;
}
