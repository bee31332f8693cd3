import { List, Tuple } from "../values/list.ts";
import { itemsOf } from "../values/iterate.ts";
import { binary, escapeMarkup, truth } from "../values/operations.ts";
import type { Filter, RenderState } from "../values/render-state.ts";
import { type Str, Text, isMarkupText, plain } from "../values/text.ts";
import { callMethod } from "./call-method.ts";
import type { Value } from "../values/value.ts";
import { defineFilter } from "./define-filter.ts";
import { joined } from "./join.ts";
import { isMarkup, isString } from "./soft-string.ts";

/** `text|indent(2, first=true, blank=true)`: lines behind spaces, or behind a text. */
export const indent: Filter = defineFilter(
  "do_indent",
  ["s", "width?", "first?", "blank?"],
  ([value, width = 4, first = false, blank = false], state) => {
    const indentsMarkup = isMarkup(value);
    const spaces = isString(width) ? width : binary("*", " ", width, state);
    const indention = indentsMarkup && isString(spaces) ? Text.markup(spaces) : spaces;
    const newline = indentsMarkup ? Text.markup("\n") : "\n";
    // Python adds the newline to a list, which then has no lines.
    const isList = value instanceof List && !(value instanceof Tuple);
    const lines = callMethod(isList ? value : binary("+", value, newline, state), "splitlines", [], state);
    const indented = truth(blank, state)
      ? callMethod(binary("+", newline, indention, state), "join", [lines], state)
      : indentedLines(itemsOf(lines, state), indention, newline, state);
    return truth(first, state) ? binary("+", indention, indented, state) : indented;
  },
);

/** All lines but the first and the empty ones. */
function indentedLines(lines: readonly Value[], indention: Value, newline: Str, state: RenderState): Value {
  if (!isString(indention)) return "";
  const parts: Str[] = [];
  for (const [index, line] of lines.entries()) {
    if (!isString(line)) continue;
    if (index > 0) parts.push("\n");
    if (index === 0 || plain(line) === "") {
      parts.push(line);
    } else {
      parts.push(indention, isMarkupText(indention) ? escapeMarkup(line, state) : line);
    }
  }
  const text = joined(parts, "", state);
  return isMarkupText(newline) ? Text.markup(text) : text;
}
