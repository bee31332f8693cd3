import { positional } from "../values/arguments.ts";
import { call, fail, getAttribute, typeName } from "../values/operations.ts";
import type { RenderState } from "../values/render-state.ts";
import { Undefined } from "../values/undefined.ts";
import type { Value } from "../values/value.ts";

/**
 * `value.name(…)`
 *
 * @throws {TemplateRuntimeError} AttributeError: the value has no such method
 */
export function callMethod(value: Value, name: string, given: readonly Value[], state: RenderState): Value {
  const method = getAttribute(value, name, state);
  if (method instanceof Undefined && !method.isUnsafe) {
    fail("AttributeError", `'${typeName(value)}' object has no attribute '${name}'`);
  }
  return call(method, positional(...given), state);
}
