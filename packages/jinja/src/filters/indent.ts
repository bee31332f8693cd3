import { List, Tuple } from "../values/list.ts";
import { binary, escapeMarkup, fail, itemsOf, joinTexts, truth } from "../values/operations.ts";
import type { Filter, RenderState } from "../values/render-state.ts";
import { slice } from "../values/slicer.ts";
import { type Str, Text, isMarkup, isText, plain } from "../values/text.ts";
import type { Value } from "../values/value.ts";
import { callMethod } from "./call-method.ts";
import { defineFilter } from "./define-filter.ts";

/** `text|indent(2, first=true, blank=true)`: lines behind spaces, or behind a text. */
export const indent: Filter = defineFilter(
  "do_indent",
  ["s", "width?", "first?", "blank?"],
  ([value, width = 4, first = false, blank = false], state) => {
    const indentsMarkup = isMarkup(value);
    const spaces = isText(width) ? width : binary("*", " ", width, state);
    const indention = indentsMarkup && isText(spaces) ? Text.markup(spaces) : spaces;
    const newline = indentsMarkup ? Text.markup("\n") : "\n";
    // Python adds the newline to a list, which then has no lines.
    const isList = value instanceof List && !(value instanceof Tuple);
    const lines = callMethod(isList ? value : binary("+", value, newline, state), "splitlines", [true], state);
    if (!isText(indention)) return fail("TypeError", "can't indent by what is no str");
    const indented = indentedLines(itemsOf(lines, state), indention, truth(blank, state), state);
    const isMarked = indentsMarkup || (isMarkup(indention) && truth(blank, state));
    const text = isMarked ? Text.markup(indented) : indented;
    return truth(first, state) ? binary("+", indention, text, state) : text;
  },
);

/** All lines but the first, and the empty ones only if `indentsBlank`. Newlines stay as they came if they are plain ones. */
function indentedLines(lines: readonly Value[], indention: Str, indentsBlank: boolean, state: RenderState): Str {
  state.budget.spend(40 * lines.length);
  const parts: Str[] = [];
  let end: Str = "";
  for (const [index, line] of lines.entries()) {
    if (!isText(line)) continue;
    const ending = plain(line).endsWith("\r\n") ? 2 : 1;
    const length = plain(line).length - ending;
    const body = slice(line, 0, length);
    const isIndented = index > 0 && (length > 0 || indentsBlank);
    const isEscaped = isMarkup(indention) && (isIndented || indentsBlank);
    if (index > 0) parts.push(end);
    if (isIndented) parts.push(indention);
    parts.push(isEscaped ? escapeMarkup(body, state) : body);
    const newline = slice(line, length, length + ending);
    end = plain(newline) === "\n" ? newline : "\n";
  }
  return joinTexts(parts, "", state);
}
