import { itemsOf } from "../values/iterate.ts";
import { stringOf } from "../values/operations.ts";
import type { Filter } from "../values/render-state.ts";
import { type Str, Text, derived, plain, isText } from "../values/text.ts";
import { callMethod } from "./call-method.ts";
import { defineFilter } from "./define-filter.ts";
import { joined } from "./join.ts";
import { unescapeHtml } from "../strings/unescape-html.ts";

/** `text|striptags`: without tags and comments, with entities read and white space as single spaces. */
export const striptags: Filter = defineFilter("do_striptags", ["value"], ([value], state) => {
  const text = Text.unmarked(stringOf(value, state));
  state.budget.text(plain(text).length * 2);
  const bare = withoutTags(plain(text));
  const source: Str = bare === plain(text) ? text : derived(bare, text);
  const words = itemsOf(callMethod(source, "split", [], state), state).filter(isText);
  const collapsed = joined(words, " ", state);
  const result = unescapeHtml(plain(collapsed));
  return result === plain(collapsed) ? collapsed : derived(result, collapsed);
});

/** Up to the first tag or comment that does not end. */
function withoutTags(text: string): string {
  const parts: string[] = [];
  let at = 0;
  for (let start = text.indexOf("<"); start >= 0; start = text.indexOf("<", at)) {
    const isComment = text.startsWith("<!--", start);
    const end = isComment ? text.indexOf("-->", start + 4) : text.indexOf(">", start);
    if (end < 0) break;
    parts.push(text.slice(at, start));
    at = end + (isComment ? 3 : 1);
  }
  return parts.join("") + text.slice(at);
}
