import type { Arguments } from "./arguments.ts";
import { fail } from "./python-error.ts";
import type { RenderState } from "./render-state.ts";
import { typeName } from "./type-name.ts";
import { Undefined, failUndefined } from "./undefined.ts";
import { PythonObject, type Value } from "./value.ts";

/** Steps that a call costs beside what it does. */
export const CALL = 3;

/**
 * `value(…)`
 *
 * @throws {TemplateRuntimeError} TypeError: not callable
 */
export function call(value: Value, given: Arguments, state: RenderState): Value {
  state.budget.spend(CALL);
  if (value instanceof PythonObject && value.call !== undefined) return value.call(given, state);
  if (value instanceof Undefined) return failUndefined(value);
  return fail("TypeError", `'${typeName(value)}' object is not callable`);
}
