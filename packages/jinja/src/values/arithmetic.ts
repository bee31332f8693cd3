import { LimitError } from "../errors.ts";
import type { BinaryOperator } from "../syntax/nodes.ts";
import { bitLength } from "./number-text.ts";
import { integer } from "./numbers.ts";
import { fail } from "./python-error.ts";
import type { RenderState } from "./render-state.ts";

/** Longest integer that a template may make, in bits. */
const LONGEST_INTEGER = 1 << 20;

type Integer = number | bigint;

/**
 * An operator on two integers, exact. `/`, and `**` with a negative exponent, are for `floatArithmetic`.
 *
 * @throws {TemplateRuntimeError} ZeroDivisionError
 */
export function integerArithmetic(
  operator: Exclude<BinaryOperator, "/">,
  a: Integer,
  b: Integer,
  state: RenderState,
): Integer {
  if ((operator === "//" || operator === "%") && b === 0) fail("ZeroDivisionError", INTEGER_ZERO.get(operator) ?? "");
  if (typeof a === "number" && typeof b === "number" && operator !== "**") {
    const result = smallArithmetic(operator, a, b);
    if (Number.isSafeInteger(result)) return result === 0 ? 0 : result;
  }
  return integer(largeArithmetic(operator, BigInt(a), BigInt(b), state));
}

const INTEGER_ZERO: ReadonlyMap<string, string> = new Map([
  ["//", "integer division or modulo by zero"],
  ["%", "integer modulo by zero"],
]);

function smallArithmetic(operator: "+" | "-" | "*" | "//" | "%", a: number, b: number): number {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "//":
      return (a - floorRest(a, b)) / b;
    case "%":
      return floorRest(a, b);
    default:
      return operator satisfies never;
  }
}

/** The rest has the sign of the divisor. */
function floorRest(a: number, b: number): number {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
}

function largeArithmetic(operator: Exclude<BinaryOperator, "/">, a: bigint, b: bigint, state: RenderState): bigint {
  switch (operator) {
    case "+":
      return withinLimit(a + b, state);
    case "-":
      return withinLimit(a - b, state);
    case "*":
      reserve(bitLength(a) + bitLength(b), state);
      return a * b;
    case "//":
    case "%": {
      reserve(bitLength(a), state);
      const rest = a % b;
      const floored = rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
      return operator === "%" ? floored : (a - floored) / b;
    }
    case "**":
      if (a === 0n || a === 1n) return b === 0n ? 1n : a;
      if (a === -1n) return b % 2n === 0n ? 1n : a;
      reserve(Number(b) * bitLength(a), state);
      return a ** b;
    default:
      return operator satisfies never;
  }
}

function withinLimit(value: bigint, state: RenderState): bigint {
  reserve(bitLength(value), state);
  return value;
}

function reserve(bits: number, state: RenderState): void {
  if (!(bits <= LONGEST_INTEGER))
    throw new LimitError(`the template makes an integer longer than ${LONGEST_INTEGER} bits`);
  state.budget.spend((bits * bits) / 2 ** 20);
}

/**
 * An operator on two floats.
 *
 * @throws {TemplateRuntimeError} ZeroDivisionError, OverflowError; ValueError where Python gives a complex number
 */
export function floatArithmetic(operator: BinaryOperator, a: number, b: number): number {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return b === 0 ? fail("ZeroDivisionError", "float division by zero") : a / b;
    case "//":
      return b === 0 ? fail("ZeroDivisionError", "float floor division by zero") : floatFloorDivision(a, b);
    case "%":
      return b === 0 ? fail("ZeroDivisionError", "float modulo") : floatRest(a, b);
    case "**":
      return floatPower(a, b);
    default:
      return operator satisfies never;
  }
}

function floatRest(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return b < 0 || Object.is(b, -0) ? -0 : 0;
  return rest < 0 !== b < 0 ? rest + b : rest;
}

/** As CPython computes it, from the rest, so that the two agree. */
function floatFloorDivision(a: number, b: number): number {
  let rest = a % b;
  let quotient = (a - rest) / b;
  if (rest !== 0 && rest < 0 !== b < 0) {
    rest += b;
    quotient -= 1;
  }
  if (quotient === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
  const floored = Math.floor(quotient);
  return quotient - floored > 0.5 ? floored + 1 : floored;
}

function floatPower(a: number, b: number): number {
  if (a === 1 || b === 0) return 1;
  if (a === -1 && Math.abs(b) === Infinity) return 1;
  if (a === 0 && b < 0) fail("ZeroDivisionError", "0.0 cannot be raised to a negative power");
  if (a < 0 && Number.isFinite(a) && Number.isFinite(b) && !Number.isInteger(b)) {
    fail("ValueError", "a negative number cannot be raised to a fractional power: complex numbers are not supported");
  }
  const result = a ** b;
  if (!Number.isFinite(result) && Number.isFinite(a) && Number.isFinite(b)) {
    fail("OverflowError", "(34, 'Numerical result out of range')");
  }
  return result;
}

/**
 * `a / b` of two integers, rounded once.
 *
 * @throws {TemplateRuntimeError} ZeroDivisionError, OverflowError
 */
export function trueDivision(a: Integer, b: Integer): number {
  if (b === 0) fail("ZeroDivisionError", "division by zero");
  if (typeof a === "number" && typeof b === "number") return a / b;
  const [dividend, divisor] = [BigInt(a), BigInt(b)];
  const [above, below] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor];
  // 66 bits or more, the last of which says whether anything is below: enough to round to 53.
  const shift = Math.max(0, 66 - (bitLength(above) - bitLength(below)));
  const shifted = above << BigInt(shift);
  const quotient = (shifted / below) | (shifted % below === 0n ? 0n : 1n);
  const half = Math.trunc(shift / 2);
  const result = Number(quotient) * 2 ** -half * 2 ** -(shift - half);
  if (result === Infinity) fail("OverflowError", "integer division result too large for a float");
  return dividend < 0n === divisor < 0n ? result : -result;
}

/** @throws {TemplateRuntimeError} OverflowError */
export function integerToFloat(value: Integer): number {
  const float = Number(value);
  return Number.isFinite(float) ? float : fail("OverflowError", "int too large to convert to float");
}

/** `int(value)` of a float. @throws {TemplateRuntimeError} ValueError: NaN; OverflowError: infinity */
export function truncated(value: number): Integer {
  if (Number.isNaN(value)) fail("ValueError", "cannot convert float NaN to integer");
  if (!Number.isFinite(value)) fail("OverflowError", "cannot convert float infinity to integer");
  return integer(BigInt(Math.trunc(value)));
}
