import { Dict } from "../values/dict.ts";
import { Generator } from "../values/generator.ts";
import { Tuple } from "../values/list.ts";
import { fail } from "../values/operations.ts";
import type { Filter, RenderState } from "../values/render-state.ts";
import { Undefined } from "../values/undefined.ts";
import type { Value } from "../values/value.ts";
import { defineFilter } from "./define-filter.ts";

/** `mapping|items`: its pairs, and none of what is undefined. */
export const items: Filter = defineFilter(
  "do_items",
  ["value"],
  ([value], state) => new Generator(pairsOf(value, state), "do_items"),
);

function* pairsOf(value: Value, state: RenderState): Iterator<Value, void> {
  if (value instanceof Undefined) return;
  if (!(value instanceof Dict)) fail("TypeError", "Can only get item pairs from a mapping.");
  for (const { key, value: item } of value.entries.values()) {
    state.budget.spend(1);
    yield new Tuple([key, item]);
  }
}
