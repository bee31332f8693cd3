import { Dict } from "../values/dict.ts";
import { itemsOf } from "../values/iterate.ts";
import { List, Tuple } from "../values/list.ts";
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
export function reversed(value: Value, state: RenderState): ReverseIterator | null {
  if (value instanceof Undefined) return new ReverseIterator("reversed", [].values());
  if (value instanceof Dict) return new ReverseIterator("dict_reversekeyiterator", backwards(value, state));
  if (value instanceof List) {
    return new ReverseIterator(value instanceof Tuple ? "reversed" : "list_reverseiterator", backwards(value, state));
  }
  const name = value instanceof PythonObject ? REVERSIBLE.get(value.typeName) : undefined;
  return name === undefined ? null : new ReverseIterator(name, backwards(value, state));
}

function* backwards(value: Value, state: RenderState): Generator<Value, void> {
  const items = itemsOf(value, state);
  for (let index = items.length - 1; index >= 0; index--) yield items[index] ?? null;
}

/** What `reversed` gives: items from the last one on, once. */
export class ReverseIterator extends PythonObject {
  readonly typeName: string;
  readonly #items: Iterator<Value, void>;

  constructor(typeName: string, items: Iterator<Value, void>) {
    super();
    this.typeName = typeName;
    this.#items = items;
  }

  text(): string {
    return `<${this.typeName} object at 0x000000000000>`;
  }

  override iterate(): Iterator<Value, void> {
    return this.#items;
  }
}
