import { Generator } from "../values/generator.ts";
import { itemsOf } from "../values/iterate.ts";
import { List } from "../values/list.ts";
import { asInteger, binary, fail, typeName } from "../values/operations.ts";
import type { Filter, RenderState } from "../values/render-state.ts";
import type { Value } from "../values/value.ts";
import { defineFilter } from "./define-filter.ts";

/** `items|slice(3, "-")`: three lists; those that are an item shorter are filled up, and all of them if none is. */
export const slice: Filter = defineFilter(
  "sync_do_slice",
  ["value", "slices", "fill_with?"],
  ([value, count, filling = null], state) => new Generator(slices(value, count, filling, state), "sync_do_slice"),
);

/** Steps that a list costs beside its items. */
const LIST = 16;

function* slices(value: Value, given: Value, filling: Value, state: RenderState): Iterator<Value, void> {
  const items = itemsOf(value, state);
  const length = asInteger(binary("//", items.length, given, state));
  const longer = asInteger(binary("%", items.length, given, state));
  const count = asInteger(given);
  if (length === null || longer === null || count === null) {
    fail("TypeError", `'${typeName(given)}' object cannot be interpreted as an integer`);
  }
  let start = 0;
  for (let index = 0; index < count; index++) {
    const end = start + Number(length) + (index < longer ? 1 : 0);
    const part = items.slice(start, end);
    if (filling !== null && index >= longer) part.push(filling);
    start = end;
    state.budget.items(part.length);
    state.budget.spend(LIST);
    yield new List(part);
  }
}
