import type { Comparison } from "../syntax/nodes.ts";
import { asInteger } from "./coercion.ts";
import { contains } from "./contains.ts";
import { equals, isSameOrEqual } from "./equals.ts";
import { List, Tuple } from "./list.ts";
import { Float } from "./numbers.ts";
import { fail } from "./python-error.ts";
import type { RenderState } from "./render-state.ts";
import { plain, isText } from "./text.ts";
import { typeName } from "./type-name.ts";
import { Undefined, failUndefined } from "./undefined.ts";
import { PythonObject, type Value } from "./value.ts";

type Ordering = "<" | "<=" | ">" | ">=";

/**
 * One comparison of `a < b <= c`.
 *
 * @throws {TemplateRuntimeError} TypeError: the two have no order, or `b` is no container
 */
export function compare(operator: Comparison, a: Value, b: Value, state: RenderState): boolean {
  switch (operator) {
    case "==":
      return equals(a, b, state);
    case "!=":
      return !equals(a, b, state);
    case "in":
      return contains(b, a, state);
    case "not in":
      return !contains(b, a, state);
    default:
      return holds(operator, order(operator, a, b, state));
  }
}

/** NaN is in no order. */
function holds(operator: Ordering, difference: number): boolean {
  if (operator === "<") return difference < 0;
  if (operator === "<=") return difference <= 0;
  return operator === ">" ? difference > 0 : difference >= 0;
}

/** Below 0, 0, above 0, or NaN. */
function order(operator: Ordering, a: Value, b: Value, state: RenderState): number {
  const one = number(a);
  const other = number(b);
  if (one !== null && other !== null) return one < other ? -1 : one > other ? 1 : one >= other ? 0 : NaN;
  if (isText(a) && isText(b)) {
    return textOrder(plain(a), plain(b), state);
  }
  if (a instanceof List && b instanceof List && a instanceof Tuple === b instanceof Tuple) {
    return state.budget.deeper(() => listOrder(operator, a.items, b.items, state));
  }
  if (a instanceof Undefined) return failUndefined(a);
  if (b instanceof Undefined) return failUndefined(b);
  const ordered = a instanceof PythonObject ? a.order?.(b) : undefined;
  if (ordered !== undefined) return ordered;
  const types = `'${typeName(a)}' and '${typeName(b)}'`;
  return fail("TypeError", `'${operator}' not supported between instances of ${types}`);
}

/** JavaScript compares numbers and bigints by their exact values. */
function number(value: Value): number | bigint | null {
  return value instanceof Float ? value.value : asInteger(value);
}

/** By code points. */
function textOrder(a: string, b: string, state: RenderState): number {
  const shorter = Math.min(a.length, b.length);
  state.budget.spend(shorter >>> 4);
  if (a === b) return 0;
  let at = 0;
  while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  const isAfterHigh = at > 0 && (a.charCodeAt(at - 1) & 0xfc00) === 0xd800;
  if (isAfterHigh) at--;
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
}

function listOrder(operator: Ordering, a: readonly Value[], b: readonly Value[], state: RenderState): number {
  for (const [index, item] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    state.budget.spend(1);
    if (!isSameOrEqual(item, other, state)) return order(operator, item, other, state);
  }
  return a.length - b.length;
}
