import type { BinaryOperator } from "../syntax/nodes.ts";
import { floatArithmetic, integerArithmetic, integerToFloat, trueDivision } from "./arithmetic.ts";
import { asInteger, requireInteger } from "./coercion.ts";
import { joinTwo } from "./concatenate.ts";
import { escapeMarkup } from "./escape-markup.ts";
import { percentFormat } from "./format/percent-format.ts";
import { List, Tuple } from "./list.ts";
import { Float } from "./numbers.ts";
import { fail } from "./python-error.ts";
import type { RenderState } from "./render-state.ts";
import { repeat } from "./repeat.ts";
import { type Str, Text, isMarkup, isText } from "./text.ts";
import { typeName } from "./type-name.ts";
import { Undefined, failUndefined } from "./undefined.ts";
import { PythonObject, type Value } from "./value.ts";

/**
 * `a + b` and so on.
 *
 * @throws {TemplateRuntimeError} TypeError: not with these two; ZeroDivisionError; OverflowError
 */
export function binary(operator: BinaryOperator, a: Value, b: Value, state: RenderState): Value {
  if (typeof a === "number" && typeof b === "number" && (operator === "+" || operator === "-")) {
    const result = operator === "+" ? a + b : a - b;
    if (Number.isSafeInteger(result)) return result;
  }
  if (isText(a)) {
    if (operator === "%") return percentFormat(a, b, state);
    if (operator === "+" && isText(b)) return add(a, b, state);
  }
  if (a instanceof Undefined) return failUndefined(a);
  if (operator === "*") refuseMarkup(a, b);
  if (b instanceof Undefined) return failUndefined(b);
  const one = asNumber(a);
  const other = asNumber(b);
  if (one !== null && other !== null) return arithmetic(operator, one, other, state);
  if (operator === "+" && a instanceof List && b instanceof List && a instanceof Tuple === b instanceof Tuple) {
    state.budget.items(a.items.length + b.items.length);
    const items = [...a.items, ...b.items];
    return a instanceof Tuple ? new Tuple(items) : new List(items);
  }
  if (operator === "*") {
    if ((isText(a) || a instanceof List) && isInteger(other)) return repeat(a, other, state);
    if ((isText(b) || b instanceof List) && isInteger(one)) return repeat(b, one, state);
  }
  return byObject(operator, a, b, state) ?? unsupported(operator, a, b);
}

/** `a + b`, which templates mostly ask of two texts. @throws {TemplateRuntimeError} TypeError: not with these two */
export function plus(a: Value, b: Value, state: RenderState): Value {
  return isPlainText(a) && isPlainText(b) ? joinTwo(a, b, state) : binary("+", a, b, state);
}

function isPlainText(value: Value): value is Str {
  return typeof value === "string" || (value instanceof Text && !value.isMarkup);
}

/** Below it a power of a whole number is 0 as a float, or 1 or −1. */
const SMALLEST_EXPONENT = -1075;

/** An int, or the value of a float in its box. */
type Numeric = number | bigint | Float;

function asNumber(value: Value): Numeric | null {
  return value instanceof Float ? value : asInteger(value);
}

function isInteger(value: Numeric | null): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

function arithmetic(operator: BinaryOperator, a: Numeric, b: Numeric, state: RenderState): Value {
  if (isInteger(a) && isInteger(b)) {
    if (operator === "/") return new Float(trueDivision(a, b));
    if (operator !== "**" || b >= 0) return integerArithmetic(operator, a, b, state);
    // Rounded once: the power of JavaScript's engines is off by a digit in 10 ** -5.
    if (a !== 0 && b >= SMALLEST_EXPONENT) {
      integerToFloat(a);
      return new Float(trueDivision(1, integerArithmetic("**", a, -Number(b), state)));
    }
  }
  const one = a instanceof Float ? a.value : integerToFloat(a);
  const other = b instanceof Float ? b.value : integerToFloat(b);
  return new Float(floatArithmetic(operator, one, other));
}

function add(a: Str, b: Str, state: RenderState): Str {
  if (isMarkup(a) || isMarkup(b)) return joinTwo(escapeMarkup(a, state), escapeMarkup(b, state), state);
  return joinTwo(a, b, state);
}

/** Markup multiplies by itself, with words of its own. */
function refuseMarkup(a: Value, b: Value): void {
  const [markup, times] = isMarkup(a) ? [a, b] : [b, a];
  if (isMarkup(markup)) requireInteger(times);
}

function byObject(operator: BinaryOperator, a: Value, b: Value, state: RenderState): Value | undefined {
  const result = a instanceof PythonObject ? a.binary?.(operator, b, false, state) : undefined;
  if (result !== undefined) return result;
  return b instanceof PythonObject ? b.binary?.(operator, a, true, state) : undefined;
}

function unsupported(operator: BinaryOperator, a: Value, b: Value): never {
  if (operator === "+" && (a instanceof List || (isText(a) && !isMarkup(a)))) {
    const type = isText(a) ? "str" : typeName(a);
    fail("TypeError", `can only concatenate ${type} (not "${typeName(b)}") to ${type}`);
  }
  const sequence = [a, b].find((value) => isText(value) || value instanceof List);
  if (operator === "*" && sequence !== undefined) {
    fail("TypeError", `can't multiply sequence by non-int of type '${typeName(sequence === a ? b : a)}'`);
  }
  const sign = operator === "**" ? "** or pow()" : operator;
  fail("TypeError", `unsupported operand type(s) for ${sign}: '${typeName(a)}' and '${typeName(b)}'`);
}
