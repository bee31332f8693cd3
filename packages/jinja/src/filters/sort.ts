import { List, Tuple } from "../values/list.ts";
import { itemsOf } from "../values/iterate.ts";
import { callMethod } from "./call-method.ts";
import { plain, isText } from "../values/text.ts";
import { equals, fail, truth } from "../values/operations.ts";
import type { Filter } from "../values/render-state.ts";
import { requireInteger } from "../values/coercion.ts";
import type { Value } from "../values/value.ts";
import { Dict } from "../values/dict.ts";
import { attributeGetter, attributesGetter, inLowerCase } from "./attribute-getter.ts";
import { defineFilter } from "./define-filter.ts";
import { sorted } from "./sorted.ts";
import { GroupTuple } from "../values/group-tuple.ts";

/** Python's `sorted` takes no other truth than that of an integer. */
function isReversed(reverse: Value): boolean {
  return Number(requireInteger(reverse)) !== 0;
}

/** `users|sort(attribute="age,name")` */
export const sort: Filter = defineFilter(
  "do_sort",
  ["value", "reverse?", "case_sensitive?", "attribute?"],
  ([value, reverse = false, caseSensitive = false, attribute = null], state) => {
    const keysOf = attributesGetter(attribute, state, { ignoresCase: !truth(caseSensitive, state) });
    const keyOf = (item: Parameters<typeof keysOf>[0]): List => new List(keysOf(item));
    return new List(sorted(itemsOf(value, state), keyOf, state, { reverse: isReversed(reverse) }));
  },
);

/** `mapping|dictsort(by="value")` */
export const dictsort: Filter = defineFilter(
  "do_dictsort",
  ["value", "case_sensitive?", "by?", "reverse?"],
  ([value, caseSensitive = false, by = "key", reverse = false], state) => {
    const column = isText(by) ? plain(by) : "";
    if (column !== "key" && column !== "value") {
      fail("FilterArgumentError", 'You can only sort by either "key" or "value"');
    }
    if (!(value instanceof Dict)) return callMethod(value, "items", [], state);
    const foldsCase = !truth(caseSensitive, state);
    const pairs = sorted(
      [...value.entries.values()],
      (entry) => (foldsCase ? inLowerCase(entry[column], state) : entry[column]),
      state,
      { reverse: isReversed(reverse) },
    );
    return new List(pairs.map(({ key, value: item }) => new Tuple([key, item])));
  },
);

/** `users|groupby("city")`: pairs of what the items have in common and the items. */
export const groupby: Filter = defineFilter(
  "sync_do_groupby",
  ["value", "attribute", "default?", "case_sensitive?"],
  ([value, attribute, fallback = null, caseSensitive = false], state) => {
    const ignoresCase = !truth(caseSensitive, state);
    const keyOf = attributeGetter(attribute, state, { ignoresCase, fallback });
    const nameOf = attributeGetter(attribute, state, { fallback });
    const groups: { readonly key: ReturnType<typeof keyOf>; readonly items: ReturnType<typeof keyOf>[] }[] = [];
    for (const item of sorted(itemsOf(value, state), keyOf, state)) {
      const key = keyOf(item);
      const group = groups.at(-1);
      if (group !== undefined && (group.key === key || equals(group.key, key, state))) group.items.push(item);
      else groups.push({ key, items: [item] });
    }
    return new List(
      groups.map(({ key, items: [first = null, ...rest] }) => {
        const grouper = ignoresCase ? nameOf(first) : key;
        return new GroupTuple(grouper, new List([first, ...rest]));
      }),
    );
  },
);
