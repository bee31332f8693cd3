import { iterate, compare, truth } from "../values/operations.ts";
import type { Filter } from "../values/render-state.ts";
import { Undefined } from "../values/undefined.ts";
import { attributeGetter } from "./attribute-getter.ts";
import { defineFilter } from "./define-filter.ts";

/** `users|min(attribute="age")`: the first of the smallest items. */
export const min: Filter = extremum("do_min", "<");

/** `users|max(attribute="age")`: the first of the largest items. */
export const max: Filter = extremum("do_max", ">");

function extremum(functionName: string, wins: "<" | ">"): Filter {
  return defineFilter(
    functionName,
    ["value", "case_sensitive?", "attribute?"],
    ([value, caseSensitive = false, attribute = null], state) => {
      const items = iterate(value, state);
      const first = items.next();
      if (first.done === true) return new Undefined("No aggregated item, sequence was empty.");
      const keyOf = attributeGetter(attribute, state, { ignoresCase: !truth(caseSensitive, state) });
      let best = { item: first.value, key: keyOf(first.value) };
      for (let next = items.next(); next.done !== true; next = items.next()) {
        const key = keyOf(next.value);
        if (compare(wins, key, best.key, state)) best = { item: next.value, key };
      }
      return best.item;
    },
  );
}
