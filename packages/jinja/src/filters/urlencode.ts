import { derived } from "../values/derived.ts";
import { Dict } from "../values/dict.ts";
import { fail, isIterable, itemsOf, joinTexts, stringOf, typeName } from "../values/operations.ts";
import type { Filter, RenderState } from "../values/render-state.ts";
import { type Str, isText, plain } from "../values/text.ts";
import type { Value } from "../values/value.ts";
import { defineFilter } from "./define-filter.ts";
import { each } from "./each.ts";

/** `text|urlencode`, or of pairs `a=1&b=2`. */
export const urlencode: Filter = defineFilter("do_urlencode", ["value"], ([value], state) => {
  if (isText(value) || !isIterable(value)) return quoted(value, "/", state);
  const parts: Str[] = [];
  for (const [key, item] of pairsOf(value, state)) {
    parts.push(joinTexts([quoted(key, "", state), "=", quoted(item, "", state)], "", state));
  }
  return joinTexts(parts, "&", state);
});

function* pairsOf(value: Value, state: RenderState): Generator<readonly [Value, Value], void> {
  if (value instanceof Dict) {
    for (const { key, value: item } of value.entries.values()) yield [key, item];
    return;
  }
  for (const pair of each(value, state)) {
    if (!isIterable(pair)) {
      fail("TypeError", `cannot unpack non-iterable ${typeName(pair)} object`);
    }
    const [key, item, ...more] = itemsOf(pair, state);
    if (key === undefined || item === undefined) fail("ValueError", "not enough values to unpack (expected 2)");
    if (more.length > 0) fail("ValueError", "too many values to unpack (expected 2)");
    yield [key, item];
  }
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
