import { Generator } from "../values/generator.ts";
import { List } from "../values/list.ts";
import { asInteger, binary, compare, equals, fail } from "../values/operations.ts";
import type { Filter, RenderState } from "../values/render-state.ts";
import type { Value } from "../values/value.ts";
import { defineFilter } from "./define-filter.ts";
import { each } from "./each.ts";

/** `items|batch(3, "-")`: lists of three, the last one filled up. */
export const batch: Filter = defineFilter(
  "do_batch",
  ["value", "linecount", "fill_with?"],
  ([value, count, filling = null], state) => new Generator(batches(value, count, filling, state), "do_batch"),
);

function* batches(value: Value, count: Value, filling: Value, state: RenderState): Iterator<Value, void> {
  let items: Value[] = [];
  for (const item of each(value, state)) {
    if (equals(items.length, count, state)) {
      yield new List(items);
      items = [];
    }
    items.push(item);
    if (items.length > state.budget.limits.items) state.budget.items(items.length);
  }
  if (items.length === 0) return;
  if (filling !== null && compare("<", items.length, count, state)) {
    const missing = asInteger(binary("-", count, items.length, state));
    if (missing === null) fail("TypeError", "can't multiply sequence by non-int of type 'float'");
    state.budget.items(items.length + Number(missing));
    for (let index = 0; index < missing; index++) items.push(filling);
  }
  yield new List(items);
}
