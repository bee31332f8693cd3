import { compare } from "../values/operations.ts";
import type { RenderState } from "../values/render-state.ts";
import type { Value } from "../values/value.ts";

export interface SortOptions {
  /** @default false */
  readonly reverse?: boolean;
  /** `a < b`. @default Python's */
  readonly isLess?: (a: Value, b: Value, state: RenderState) => boolean;
}

/**
 * Python's `sorted(items, key=keyOf, reverse=reverse)`: what is equal keeps its order, reversed as well.
 *
 * @throws {TemplateRuntimeError} TypeError: keys that have no order
 */
export function sorted<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => Value,
  state: RenderState,
  options: SortOptions = {},
): Item[] {
  state.budget.items(items.length);
  const { reverse = false, isLess = (a, b) => compare("<", a, b, state) } = options;
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  if (reverse) keyed.reverse();
  const isBefore = (a: { readonly key: Value }, b: { readonly key: Value }): boolean => {
    state.budget.spend(3);
    return isLess(a.key, b.key, state);
  };
  const result = mergeSorted(keyed, isBefore).map(({ item }) => item);
  return reverse ? result.toReversed() : result;
}

/** JavaScript's own sort asks for more than `<`. */
function mergeSorted<Item>(items: readonly Item[], isBefore: (a: Item, b: Item) => boolean): readonly Item[] {
  if (items.length < 2) return items;
  const middle = items.length >>> 1;
  const left = mergeSorted(items.slice(0, middle), isBefore);
  const right = mergeSorted(items.slice(middle), isBefore);
  const merged: Item[] = [];
  let atLeft = 0;
  let atRight = 0;
  while (atLeft < left.length && atRight < right.length) {
    const one = left[atLeft];
    const other = right[atRight];
    if (one === undefined || other === undefined) break;
    if (isBefore(other, one)) {
      merged.push(other);
      atRight++;
    } else {
      merged.push(one);
      atLeft++;
    }
  }
  for (const rest of left.slice(atLeft)) merged.push(rest);
  for (const rest of right.slice(atRight)) merged.push(rest);
  return merged;
}
