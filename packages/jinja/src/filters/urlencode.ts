import { Dict } from "../values/dict.ts";
import { itemsOf } from "../values/iterate.ts";
import { List } from "../values/list.ts";
import { fail, stringOf, typeName } from "../values/operations.ts";
import type { Filter, RenderState } from "../values/render-state.ts";
import { type Str, derived, plain, isText } from "../values/text.ts";
import { Undefined } from "../values/undefined.ts";
import { PythonObject, type Value } from "../values/value.ts";
import { defineFilter } from "./define-filter.ts";
import { each } from "./each.ts";
import { joined } from "./join.ts";

/** `text|urlencode`, or of pairs `a=1&b=2`. */
export const urlencode: Filter = defineFilter("do_urlencode", ["value"], ([value], state) => {
  if (isText(value) || !isIterable(value)) return quoted(value, "/", state);
  const parts: Str[] = [];
  for (const [key, item] of pairsOf(value, state)) {
    parts.push(joined([quoted(key, "", state), "=", quoted(item, "", state)], "", state));
  }
  return joined(parts, "&", state);
});

function* pairsOf(value: Value, state: RenderState): Generator<readonly [Value, Value], void> {
  if (value instanceof Dict) {
    for (const { key, value: item } of value.entries.values()) yield [key, item];
    return;
  }
  for (const pair of each(value, state)) {
    if (!isText(pair) && !isIterable(pair)) {
      fail("TypeError", `cannot unpack non-iterable ${typeName(pair)} object`);
    }
    const [key, item, ...more] = itemsOf(pair, state);
    if (key === undefined || item === undefined) fail("ValueError", "not enough values to unpack (expected 2)");
    if (more.length > 0) fail("ValueError", "too many values to unpack (expected 2)");
    yield [key, item];
  }
}

function isIterable(value: Value): boolean {
  return (
    value instanceof List ||
    value instanceof Dict ||
    value instanceof Undefined ||
    (value instanceof PythonObject && value.iterate !== undefined)
  );
}

/** What `encodeURIComponent` leaves and Python does not. */
const LEFT = /[!'()*]/g;

/** A space is `+` where slashes are escaped, as in the query of a URL. */
function quoted(value: Value, safe: "/" | "", state: RenderState): Str {
  const text = stringOf(value, state);
  state.budget.text(plain(text).length * 3);
  if (!plain(text).isWellFormed()) fail("UnicodeEncodeError", "'utf-8' codec can't encode surrogates");
  const encoded = encodeURIComponent(plain(text)).replace(
    LEFT,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const result = safe === "/" ? encoded.replaceAll("%2F", "/") : encoded.replaceAll("%20", "+");
  return result === plain(text) ? text : derived(result, text);
}
