import { itemsOf } from "../values/iterate.ts";
import { escapeMarkup, stringOf } from "../values/operations.ts";
import type { Filter, RenderState } from "../values/render-state.ts";
import { type Str, Text, TextBuilder, plain, isMarkup } from "../values/text.ts";
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
    return joined(parts, between, state);
  },
);

/** Not Markup, whatever is joined. */
export function joined(parts: readonly Str[], between: Str, state: RenderState): Str {
  let length = plain(between).length * Math.max(0, parts.length - 1);
  for (const part of parts) length += plain(part).length;
  state.budget.text(length);
  const builder = new TextBuilder();
  for (const [index, part] of parts.entries()) {
    if (index > 0) builder.add(between);
    builder.add(part);
  }
  return builder.build();
}

/** Where one is Markup, the others are escaped. */
function joinedEscaped(items: readonly Value[], separator: Value, state: RenderState): Str {
  if (!isMarkup(separator) && !items.some(isMarkup)) {
    return joined(
      items.map((item) => stringOf(item, state)),
      stringOf(separator, state),
      state,
    );
  }
  const escaped = items.map((item) => escapeMarkup(item, state));
  return Text.markup(joined(escaped, escapeMarkup(separator, state), state));
}
