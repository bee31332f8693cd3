import { unescapeHtml } from "../../strings/unescape-html.ts";
import { withoutTags } from "../../strings/without-tags.ts";
import { joinTexts } from "../concatenate.ts";
import { derived } from "../derived.ts";
import { escapeMarkup } from "../escape-markup.ts";
import { positionalArguments } from "../parameters.ts";
import type { RenderState } from "../render-state.ts";
import { type Str, Text, plain } from "../text.ts";
import type { Method } from "./method.ts";
import { wordsOf } from "./split.ts";

/** `Markup(text).striptags()`: without tags and comments, white space collapsed, entities read. Not Markup. */
export function stripTags(text: Str, state: RenderState): Str {
  state.budget.text(plain(text).length * 2);
  const bare = changed(Text.unmarked(text), withoutTags);
  return changed(joinTexts(wordsOf(bare, state), " ", state), unescapeHtml);
}

/** Keeps where a text comes from if the change leaves it as it is. */
function changed(text: Str, change: (value: string) => string): Str {
  const value = change(plain(text));
  return value === plain(text) ? text : derived(value, text);
}

const striptags: Method<Str> = (text, given, state) => {
  positionalArguments("Markup.striptags", given, 0, 0);
  return stripTags(text, state);
};

const unescape: Method<Str> = (text, given, state) => {
  positionalArguments("Markup.unescape", given, 0, 0);
  state.budget.text(plain(text).length);
  return changed(Text.unmarked(text), unescapeHtml);
};

const escape: Method<Str> = (_text, given, state) => {
  const [value = null] = positionalArguments("Markup.escape", given, 1, 1);
  return escapeMarkup(value, state);
};

/** What Markup has besides the methods of str. */
export const MARKUP_METHODS: ReadonlyMap<string, Method<Str>> = new Map([
  ["striptags", striptags],
  ["unescape", unescape],
  ["escape", escape],
]);
