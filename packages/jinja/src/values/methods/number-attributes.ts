import { Builtin } from "../builtin.ts";
import { bitLength } from "../number-text.ts";
import { Float, integer } from "../numbers.ts";
import { Tuple } from "../list.ts";
import { positionalArguments } from "../parameters.ts";
import { fail } from "../python-error.ts";
import type { Value } from "../value.ts";

type Integer = number | bigint;

/** An attribute or method of an int or float; undefined if there is none of that name. */
export function numberAttribute(value: Integer | Float, name: string): Value | undefined {
  if (name === "real") return value;
  if (name === "imag") return value instanceof Float ? new Float(0) : 0;
  if (!(value instanceof Float) && name === "numerator") return value;
  if (!(value instanceof Float) && name === "denominator") return 1;
  const method = value instanceof Float ? floatMethod(value, name) : integerMethod(value, name);
  if (method === undefined) return undefined;
  const run = (...[given]: Parameters<Builtin["call"]>): Value => {
    positionalArguments(`${value instanceof Float ? "float" : "int"}.${name}`, given, 0, 0);
    return method();
  };
  return new Builtin(name, run, value);
}

function integerMethod(value: Integer, name: string): (() => Value) | undefined {
  switch (name) {
    case "bit_length":
      return () => bitLength(value);
    case "bit_count":
      return () =>
        BigInt(value < 0 ? -value : value)
          .toString(2)
          .replaceAll("0", "").length;
    case "conjugate":
      return () => value;
    case "as_integer_ratio":
      return () => new Tuple([value, 1]);
    default:
      return undefined;
  }
}

function floatMethod({ value }: Float, name: string): (() => Value) | undefined {
  switch (name) {
    case "is_integer":
      return () => Number.isInteger(value);
    case "conjugate":
      return () => new Float(value);
    case "as_integer_ratio":
      return () => ratio(value);
    case "hex":
      return () => hexadecimal(value);
    default:
      return undefined;
  }
}

function ratio(value: number): Tuple {
  if (Number.isNaN(value)) fail("ValueError", "cannot convert NaN to integer ratio");
  if (!Number.isFinite(value)) fail("OverflowError", "cannot convert Infinity to integer ratio");
  let [above, shift] = [value, 0];
  for (; !Number.isInteger(above); shift++) above *= 2;
  return new Tuple([integer(BigInt(above)), integer(1n << BigInt(shift))]);
}

function hexadecimal(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const sign = view.getUint8(0) > 127 ? "-" : "";
  const exponent = (view.getUint16(0) >>> 4) & 0x7ff;
  const digits = (view.getBigUint64(0) & 0xfffffffffffffn).toString(16).padStart(13, "0");
  if (value === 0) return `${sign}0x0.0p+0`;
  const power = exponent === 0 ? -1022 : exponent - 1023;
  return `${sign}0x${exponent === 0 ? 0 : 1}.${digits}p${power < 0 ? "-" : "+"}${Math.abs(power)}`;
}
