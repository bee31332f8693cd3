import { Dict } from "../values/dict.ts";
import { List } from "../values/list.ts";
import { fail, getItem, iterate, lengthOf, typeName } from "../values/operations.ts";
import type { Filter } from "../values/render-state.ts";
import { isText } from "../values/text.ts";
import { Undefined } from "../values/undefined.ts";
import { PythonObject } from "../values/value.ts";
import { defineFilter } from "./define-filter.ts";
import { reversed } from "./reversed.ts";

/** `items|first` looks at no other item. */
export const first: Filter = defineFilter("sync_do_first", ["seq"], ([items], state) => {
  const next = iterate(items, state).next();
  return next.done === true ? new Undefined("No first item, sequence was empty.") : next.value;
});

/** `items|last`: not of what can only be gone through from the beginning. */
export const last: Filter = defineFilter("do_last", ["seq"], ([items], state) => {
  const none = new Undefined("No last item, sequence was empty.");
  if (items instanceof List) return items.at(-1) ?? none;
  if (isText(items)) return lengthOf(items, state) === 0 ? none : getItem(items, -1, state);
  const iterator = reversed(items, state);
  if (iterator === null) fail("TypeError", `'${typeName(items)}' object is not reversible`);
  const next = iterator.iterate(state).next();
  return next.done === true ? none : next.value;
});

/** `items|random`: where Python's choice is anybody's guess, this is always the first, since a rendering must be repeatable. */
export const random: Filter = defineFilter("do_random", ["seq"], ([items], state) => {
  if (lengthOf(items, state) === 0) return new Undefined("No random item, sequence was empty.");
  if (items instanceof Dict) return items.entries.get(0)?.value ?? fail("KeyError", "0");
  if (items instanceof PythonObject && items.item === undefined) {
    fail("TypeError", `'${typeName(items)}' object is not subscriptable`);
  }
  return getItem(items, 0, state);
});
