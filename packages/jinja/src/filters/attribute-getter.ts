import { getItem } from "../values/operations.ts";
import type { RenderState } from "../values/render-state.ts";
import { plain, isText } from "../values/text.ts";
import { Undefined } from "../values/undefined.ts";
import type { Value } from "../values/value.ts";
import { integerOfText } from "./parse-number.ts";

export type Getter = (item: Value) => Value;

export interface GetterOptions {
  /** Whether texts come out in lower case. @default false */
  readonly ignoresCase?: boolean;
  /** What stands for an attribute that is missing; None leaves it undefined. @default null */
  readonly fallback?: Value;
}

/** Gets `"address.lines.0"` of an item, step by step; None gets the item itself. */
export function attributeGetter(attribute: Value, state: RenderState, options: GetterOptions = {}): Getter {
  const { ignoresCase = false, fallback = null } = options;
  const parts = partsOf(attribute);
  return (item) => {
    let found = item;
    for (const part of parts) {
      found = getItem(found, part, state);
      if (fallback !== null && found instanceof Undefined) found = fallback;
    }
    return ignoresCase ? inLowerCase(found, state) : found;
  };
}

/** Gets each of `"name,address.city"` of an item. */
export function attributesGetter(
  attribute: Value,
  state: RenderState,
  options: GetterOptions = {},
): (item: Value) => readonly Value[] {
  const names = isText(attribute) ? plain(attribute).split(",") : [attribute];
  const getters = names.map((name) => attributeGetter(name, state, options));
  return (item) => getters.map((get) => get(item));
}

/** A text in lower case, all else as it is: for comparing alone, so where it came from is left out. */
export function inLowerCase(value: Value, state: RenderState): Value {
  if (!isText(value)) return value;
  state.budget.text(plain(value).length);
  return plain(value).toLowerCase();
}

const DIGITS = /^\p{Nd}+$/u;

function partsOf(attribute: Value): readonly Value[] {
  if (attribute === null) return [];
  if (!isText(attribute)) return [attribute];
  return plain(attribute)
    .split(".")
    .map((part) => (DIGITS.test(part) ? (integerOfText(part, 10) ?? part) : part));
}
