import { escapeMarkup, itemsOf, joinTexts, stringOf } from "../values/operations.ts";
import type { Filter, RenderState } from "../values/render-state.ts";
import { type Str, Text, isMarkup } from "../values/text.ts";
import type { Value } from "../values/value.ts";
import { attributeGetter } from "./attribute-getter.ts";
import { defineFilter } from "./define-filter.ts";
import { each } from "./each.ts";

/** `users|join(", ", attribute="name")` */
export const join: Filter = defineFilter(
  "sync_do_join",
  ["value", "d?", "attribute?"],
  ([value, separator = "", attribute = null], state) => {
    const get = attributeGetter(attribute, state);
    if (state.autoescape) return joinedEscaped(itemsOf(value, state).map(get), separator, state);
    const between = stringOf(separator, state);
    const parts: Str[] = [];
    for (const item of each(value, state)) parts.push(stringOf(get(item), state));
    return joinTexts(parts, between, state);
  },
);

/** Where one is Markup, the others are escaped. */
function joinedEscaped(items: readonly Value[], separator: Value, state: RenderState): Str {
  if (!isMarkup(separator) && !items.some(isMarkup)) {
    return joinTexts(
      items.map((item) => stringOf(item, state)),
      stringOf(separator, state),
      state,
    );
  }
  const escaped = items.map((item) => escapeMarkup(item, state));
  return Text.markup(joinTexts(escaped, escapeMarkup(separator, state), state));
}
