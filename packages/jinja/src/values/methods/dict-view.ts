import { contains } from "../contains.ts";
import { derived } from "../derived.ts";
import type { Dict } from "../dict.ts";
import { equals, isSameOrEqual } from "../equals.ts";
import { hashOf } from "../hash.ts";
import { List, Tuple } from "../list.ts";
import type { RenderState } from "../render-state.ts";
import { representation } from "../representation.ts";
import { TextBuilder } from "../text-builder.ts";
import { type Str, plain } from "../text.ts";
import { PythonObject, type Value } from "../value.ts";

export type ViewKind = "keys" | "values" | "items";

/** What `dict.keys()`, `.values()` and `.items()` give. */
export class DictView extends PythonObject {
  readonly typeName: "dict_keys" | "dict_values" | "dict_items";
  readonly kind: ViewKind;
  readonly dict: Dict;

  constructor(dict: Dict, kind: ViewKind) {
    super();
    this.dict = dict;
    this.kind = kind;
    this.typeName = `dict_${kind}`;
  }

  text(state: RenderState): Str {
    const items = Array.from(this.#items());
    const builder = new TextBuilder();
    builder.add(`${this.typeName}(`);
    builder.add(representation(new List(items), state));
    builder.add(")");
    const text = builder.build();
    return derived(plain(text), text);
  }

  *#items(): Generator<Value, void> {
    for (const { key, value } of this.dict.entries.values()) {
      yield this.kind === "keys" ? key : this.kind === "values" ? value : new Tuple([key, value]);
    }
  }

  iterate(): Iterator<Value, void> {
    return this.#items();
  }

  length(): number {
    return this.dict.entries.size;
  }

  contains(value: Value, state: RenderState): boolean {
    if (this.kind === "keys") return contains(this.dict, value, state);
    if (this.kind === "values") return contains(new List(Array.from(this.#items())), value, state);
    if (!(value instanceof Tuple) || value.items.length !== 2) return false;
    const [key = null, wanted = null] = value.items;
    const entry = this.dict.entries.get(hashOf(key, state));
    return entry !== undefined && isSameOrEqual(entry.value, wanted, state);
  }

  /** Keys and items compare as sets, values by identity. */
  equals(other: Value, state: RenderState): boolean {
    if (!(other instanceof DictView) || this.kind === "values" || other.kind === "values") return this === other;
    if (this.length() !== other.length()) return false;
    if (this.kind === other.kind && this.kind === "items") return equals(this.dict, other.dict, state);
    for (const item of this.#items()) {
      state.budget.spend(1);
      if (!other.contains(item, state)) return false;
    }
    return true;
  }
}
