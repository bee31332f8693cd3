import type { Arguments } from "./arguments.ts";
import { fail } from "./python-error.ts";
import type { RenderState } from "./render-state.ts";
import { typeName } from "./type-name.ts";
import { Undefined, failUndefined } from "./undefined.ts";
import { PythonObject, type Value } from "./value.ts";

/**
 * `value(…)`
 *
 * @throws {TemplateRuntimeError} TypeError: not callable
 */
export function call(value: Value, given: Arguments, state: RenderState): Value {
  state.budget.spend(3);
  if (value instanceof PythonObject && value.call !== undefined) return value.call(given, state);
  if (value instanceof Undefined) return failUndefined(value);
  return fail("TypeError", `'${typeName(value)}' object is not callable`);
}
