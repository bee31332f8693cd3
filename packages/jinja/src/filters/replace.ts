import { escapeMarkup, stringOf, softString } from "../values/operations.ts";
import type { Filter } from "../values/render-state.ts";
import { Text, isMarkup } from "../values/text.ts";
import { callMethod } from "./call-method.ts";
import { defineFilter } from "./define-filter.ts";

/** `text|replace("old", "new", count)` */
export const replace: Filter = defineFilter(
  "do_replace",
  ["s", "old", "new", "count?"],
  ([value, old, replacement, count = null], state) => {
    const times = count === null ? -1 : count;
    if (!state.autoescape) {
      const [text, from, to] = [value, old, replacement].map((part) => Text.unmarked(stringOf(part, state)));
      return callMethod(text ?? "", "replace", [from ?? "", to ?? "", times], state);
    }
    const isEscaping = isMarkup(old) || (isMarkup(replacement) && !isMarkup(value));
    const text = isEscaping ? escapeMarkup(value, state) : softString(value, state);
    return callMethod(text, "replace", [softString(old, state), softString(replacement, state), times], state);
  },
);
