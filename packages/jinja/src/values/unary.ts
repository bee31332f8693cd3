import { asInteger } from "./coercion.ts";
import { Float, integer } from "./numbers.ts";
import { fail } from "./python-error.ts";
import type { RenderState } from "./render-state.ts";
import { typeName } from "./type-name.ts";
import { Undefined, failUndefined } from "./undefined.ts";
import type { Value } from "./value.ts";

/** `-value` @throws {TemplateRuntimeError} TypeError: no number */
export function negate(value: Value, _state: RenderState): Value {
  if (value instanceof Float) return new Float(-value.value);
  const whole = asInteger(value) ?? noNumber("-", value);
  if (whole === 0) return 0;
  return typeof whole === "bigint" ? integer(-whole) : -whole;
}

/** `+value` @throws {TemplateRuntimeError} TypeError: no number */
export function positive(value: Value, _state: RenderState): Value {
  if (value instanceof Float) return new Float(value.value);
  return asInteger(value) ?? noNumber("+", value);
}

function noNumber(operator: "-" | "+", value: Value): never {
  if (value instanceof Undefined) failUndefined(value);
  fail("TypeError", `bad operand type for unary ${operator}: '${typeName(value)}'`);
}
