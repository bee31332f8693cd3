import { Generator } from "../values/generator.ts";
import { hashOf, truth } from "../values/operations.ts";
import type { Filter, RenderState } from "../values/render-state.ts";
import type { Value } from "../values/value.ts";
import { type Getter, attributeGetter } from "./attribute-getter.ts";
import { defineFilter } from "./define-filter.ts";
import { each } from "./each.ts";

/** The first of all items that are equal, `["a", "A"]|unique` → `["a"]`. */
export const unique: Filter = defineFilter(
  "sync_do_unique",
  ["value", "case_sensitive?", "attribute?"],
  ([value, caseSensitive = false, attribute = null], state) => {
    const keyOf = attributeGetter(attribute, state, { ignoresCase: !truth(caseSensitive, state) });
    return new Generator(firstOfEach(value, keyOf, state), "sync_do_unique");
  },
);

function* firstOfEach(value: Value, keyOf: Getter, state: RenderState): Iterator<Value, void> {
  const seen = new Set<unknown>();
  for (const item of each(value, state)) {
    const hash = hashOf(keyOf(item), state);
    if (seen.has(hash)) continue;
    seen.add(hash);
    yield item;
  }
}
