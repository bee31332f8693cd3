import { Dict } from "../values/dict.ts";
import { PythonIterator } from "../values/generator.ts";
import { List, Tuple } from "../values/list.ts";
import { itemsOf } from "../values/operations.ts";
import type { RenderState } from "../values/render-state.ts";
import { Undefined } from "../values/undefined.ts";
import { PythonObject, type Value } from "../values/value.ts";

/** Objects that can be gone through from the end, and how Python names what does so. */
const REVERSIBLE: ReadonlyMap<string, string> = new Map([
  ["range", "range_iterator"],
  ["dict_keys", "dict_reversekeyiterator"],
  ["dict_values", "dict_reversevalueiterator"],
  ["dict_items", "dict_reverseitemiterator"],
  ["bytes", "reversed"],
]);

/** `reversed(value)`; null if that cannot be gone through from the end. */
export function reversed(value: Value, state: RenderState): PythonIterator | null {
  if (value instanceof Undefined) return new PythonIterator("reversed", [].values());
  if (value instanceof Dict) return new PythonIterator("dict_reversekeyiterator", backwards(value, state));
  if (value instanceof List) {
    return new PythonIterator(value instanceof Tuple ? "reversed" : "list_reverseiterator", backwards(value, state));
  }
  const name = value instanceof PythonObject ? REVERSIBLE.get(value.typeName) : undefined;
  return name === undefined ? null : new PythonIterator(name, backwards(value, state));
}

function* backwards(value: Value, state: RenderState): Iterator<Value, void> {
  const items = itemsOf(value, state);
  for (let index = items.length - 1; index >= 0; index--) yield items[index] ?? null;
}
