import { Dict } from "./dict.ts";
import { List } from "./list.ts";
import { fail } from "./python-error.ts";
import type { RenderState } from "./render-state.ts";
import { codePoints, plain, isText } from "./text.ts";
import { typeName } from "./type-name.ts";
import { Undefined } from "./undefined.ts";
import { PythonObject, type Value } from "./value.ts";

/**
 * `len(value)`, of a text in code points.
 *
 * @throws {TemplateRuntimeError} TypeError: it has none
 */
export function lengthOf(value: Value, state: RenderState): number {
  if (isText(value)) {
    const units = plain(value).length;
    const length = codePoints(value);
    state.budget.spend(length === units ? units >>> 4 : units >>> 1);
    return length;
  }
  if (value instanceof List) return value.length;
  if (value instanceof Dict) return value.entries.size;
  if (value instanceof Undefined) return 0;
  if (value instanceof PythonObject && value.length !== undefined) return value.length(state);
  return fail("TypeError", `object of type '${typeName(value)}' has no len()`);
}
