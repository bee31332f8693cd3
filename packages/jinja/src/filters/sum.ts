import { binary, fail } from "../values/operations.ts";
import type { Filter } from "../values/render-state.ts";
import type { Value } from "../values/value.ts";
import { attributeGetter } from "./attribute-getter.ts";
import { defineFilter } from "./define-filter.ts";
import { each } from "./each.ts";
import { isText } from "../values/text.ts";

/** `items|sum(attribute="price", start=10)` */
export const sum: Filter = defineFilter(
  "sync_do_sum",
  ["iterable", "attribute?", "start?"],
  ([iterable, attribute = null, start = 0], state) => {
    const valueOf = attributeGetter(attribute, state);
    const items = each(iterable, state);
    if (isText(start)) fail("TypeError", "sum() can't sum strings [use ''.join(seq) instead]");
    let total: Value = start;
    for (const item of items) total = binary("+", total, valueOf(item), state);
    return total;
  },
);
