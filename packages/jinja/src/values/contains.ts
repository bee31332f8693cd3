import { Dict } from "./dict.ts";
import { equals, isSameOrEqual } from "./equals.ts";
import { hashOf } from "./hash.ts";
import { iterate } from "./iterate.ts";
import { List } from "./list.ts";
import { fail } from "./python-error.ts";
import type { RenderState } from "./render-state.ts";
import { findText } from "../strings/find-text.ts";
import { plain, isText } from "./text.ts";
import { typeName } from "./type-name.ts";
import { Undefined } from "./undefined.ts";
import { PythonObject, type Value } from "./value.ts";

/**
 * `item in container`
 *
 * @throws {TemplateRuntimeError} TypeError: no container, or not a text where only texts can be
 */
export function contains(container: Value, item: Value, state: RenderState): boolean {
  if (isText(container)) {
    if (!isText(item)) {
      fail("TypeError", `'in <string>' requires string as left operand, not ${typeName(item)}`);
    }
    state.budget.spend(1 + (plain(container).length >>> 4));
    return findText(plain(container), plain(item), 0) >= 0;
  }
  if (container instanceof Dict) return container.entries.has(hashOf(item, state));
  if (container instanceof List) {
    return container.items.some((other) => {
      state.budget.spend(1);
      return isSameOrEqual(other, item, state);
    });
  }
  if (container instanceof Undefined) return false;
  if (container instanceof PythonObject && container.contains !== undefined) return container.contains(item, state);
  if (container instanceof PythonObject && container.iterate !== undefined) {
    const items = iterate(container, state);
    for (let next = items.next(); next.done !== true; next = items.next()) {
      if (next.value === item || equals(next.value, item, state)) return true;
    }
    return false;
  }
  return fail("TypeError", `argument of type '${typeName(container)}' is not iterable`);
}
