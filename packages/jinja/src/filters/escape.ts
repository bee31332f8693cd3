import { escapeMarkup, stringOf, softString } from "../values/operations.ts";
import type { Filter } from "../values/render-state.ts";
import { Text } from "../values/text.ts";
import { defineBuiltin, defineFilter } from "./define-filter.ts";

/** `value|escape`: Markup stays as it is. */
export const escape: Filter = defineBuiltin("escape", escapeMarkup);

/** `value|forceescape`: Markup is escaped again. */
export const forceescape: Filter = defineFilter("do_forceescape", ["value"], ([value], state) =>
  escapeMarkup(Text.unmarked(stringOf(value, state)), state),
);

/** `value|safe`: Markup, without escaping anything. */
export const safe: Filter = defineFilter("do_mark_safe", ["value"], ([value], state) =>
  Text.markup(stringOf(value, state)),
);

/** `value|string`: Markup stays Markup. */
export const string: Filter = defineBuiltin("soft_str", softString);
