import { asInteger } from "../coercion.ts";
import { isSameOrEqual } from "../equals.ts";
import { List, Tuple } from "../list.ts";
import { positionalArguments } from "../parameters.ts";
import { fail } from "../python-error.ts";
import { representation } from "../representation.ts";
import { plain } from "../text.ts";
import type { Value } from "../value.ts";
import type { Method } from "./method.ts";

const count: Method<List> = (list, given, state) => {
  const [wanted = null] = positionalArguments("list.count", given, 1, 1);
  state.budget.spend(list.items.length);
  return list.items.filter((item) => isSameOrEqual(item, wanted, state)).length;
};

const index: Method<List> = (list, given, state) => {
  const [wanted = null, start, stop] = positionalArguments("list.index", given, 1, 3);
  const { items } = list;
  const end = Math.min(bound(stop, items.length, items.length), items.length);
  for (let at = bound(start, 0, items.length); at < end; at++) {
    state.budget.spend(1);
    if (isSameOrEqual(items[at] ?? null, wanted, state)) return at;
  }
  if (list instanceof Tuple) fail("ValueError", "tuple.index(x): x not in tuple");
  return fail("ValueError", `${plain(representation(wanted, state))} is not in list`);
};

function bound(value: Value | undefined, fallback: number, length: number): number {
  if (value === undefined) return fallback;
  const given = asInteger(value);
  if (given === null) fail("TypeError", "slice indices must be integers or have an __index__ method");
  const at = Number(given);
  return at < 0 ? Math.max(0, at + length) : at;
}

const copy: Method<List> = (list, given, state) => {
  positionalArguments("list.copy", given, 0, 0);
  state.budget.items(list.items.length);
  return new List(list.items);
};

/** Those that change a list are hidden by the sandbox; a tuple has no `copy`. */
export const LIST_METHODS: ReadonlyMap<string, Method<List>> = new Map([
  ["count", count],
  ["index", index],
  ["copy", copy],
]);
