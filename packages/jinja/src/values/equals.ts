import { asInteger } from "./coercion.ts";
import { Dict } from "./dict.ts";
import { List, Tuple } from "./list.ts";
import { Float } from "./numbers.ts";
import type { RenderState } from "./render-state.ts";
import { plain, isText } from "./text.ts";
import { Undefined } from "./undefined.ts";
import { PythonObject, type Value } from "./value.ts";

/** `a == b`: numbers by exact value, lists and dicts by their items, all else by identity. */
export function equals(a: Value, b: Value, state: RenderState): boolean {
  if (isText(a)) return isText(b) && sameText(plain(a), plain(b), state);
  if (a === null || b === null) return a === b;
  if (a instanceof List) return b instanceof List && sameItems(a, b, state);
  if (a instanceof Dict) return b instanceof Dict && sameEntries(a, b, state);
  if (a instanceof Undefined) return b instanceof Undefined;
  if (a instanceof PythonObject) return a === b || (a.equals?.(b, state) ?? reflected(a, b, state));
  if (b instanceof PythonObject) return b.equals?.(a, state) ?? false;
  return sameNumber(a, b);
}

/** As lists and `in` compare: what is identical is equal, even NaN. */
export function isSameOrEqual(a: Value, b: Value, state: RenderState): boolean {
  return (a === b && typeof a === "object") || equals(a, b, state);
}

function reflected(a: Value, b: Value, state: RenderState): boolean {
  return b instanceof PythonObject && (b.equals?.(a, state) ?? false);
}

function sameText(a: string, b: string, state: RenderState): boolean {
  if (a.length !== b.length) return false;
  state.budget.spend(a.length >>> 4);
  return a === b;
}

/** Of comparing two lists or dicts, however short, in steps. */
const COST = 10;

function sameItems(a: List, b: List, state: RenderState): boolean {
  if (a instanceof Tuple !== b instanceof Tuple) return false;
  const ours = a.items;
  const theirs = b.items;
  if (ours.length !== theirs.length) return false;
  state.budget.spend(COST);
  return state.budget.deeper(() =>
    ours.every((item, index) => {
      state.budget.spend(1);
      return isSameOrEqual(item, theirs[index] ?? null, state);
    }),
  );
}

function sameEntries(a: Dict, b: Dict, state: RenderState): boolean {
  if (a.entries.size !== b.entries.size) return false;
  state.budget.spend(COST);
  return state.budget.deeper(() => {
    for (const [hash, { value }] of a.entries) {
      state.budget.spend(1);
      const other = b.entries.get(hash);
      if (other === undefined || !isSameOrEqual(value, other.value, state)) return false;
    }
    return true;
  });
}

function sameNumber(a: Value, b: Value): boolean {
  const one = a instanceof Float ? exact(a.value) : asInteger(a);
  const other = b instanceof Float ? exact(b.value) : asInteger(b);
  return one !== null && one === other;
}

/** A float in the form that an integer of the same value has. */
function exact(value: number): number | bigint {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value) : value;
}
