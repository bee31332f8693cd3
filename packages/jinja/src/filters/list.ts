import { itemsOf } from "../values/iterate.ts";
import { List } from "../values/list.ts";
import type { Filter } from "../values/render-state.ts";
import { defineFilter } from "./define-filter.ts";

/** `value|list`: of a text its characters. */
export const list: Filter = defineFilter(
  "sync_do_list",
  ["value"],
  ([value], state) => new List(itemsOf(value, state)),
);
