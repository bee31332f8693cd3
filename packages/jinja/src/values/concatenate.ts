import { escapeMarkup } from "./escape-markup.ts";
import type { RenderState } from "./render-state.ts";
import { softString } from "./string-of.ts";
import { TextBuilder } from "./text-builder.ts";
import { type Str, Text, isMarkup, plain } from "./text.ts";
import type { Value } from "./value.ts";

/** `a ~ b ~ …`: texts of all joined; where escaping is on and one of them is Markup, the others are escaped. */
export function concatenate(items: readonly Value[], state: RenderState): Str {
  const texts = items.map((item) => softString(item, state));
  if (!state.autoescape || !texts.some(isMarkup)) return endToEnd(texts, state);
  const escaped = texts.map((text) => escapeMarkup(text, state));
  return Text.markup(endToEnd(escaped, state));
}

/** Not Markup. The first is not walked through, so that a loop that appends to a text takes linear time. */
function endToEnd(texts: readonly Str[], state: RenderState): Str {
  const [first = "", ...rest] = texts;
  const [second = ""] = rest;
  const behind = rest.length < 2 ? Text.unmarked(second) : joinTexts(rest, "", state);
  return joinTwo(Text.unmarked(first), behind, state);
}

/** `between.join(texts)`, but not Markup, whatever is joined. */
export function joinTexts(texts: readonly Str[], between: Str, state: RenderState): Str {
  let length = plain(between).length * Math.max(0, texts.length - 1);
  for (const text of texts) length += plain(text).length;
  state.budget.text(length);
  if (typeof between !== "string") state.budget.items(between.pieceCount * texts.length);
  const builder = new TextBuilder();
  for (const [index, text] of texts.entries()) {
    if (index > 0) builder.add(between);
    builder.add(text);
  }
  return builder.build();
}

/** Both are Markup or neither is. */
export function joinTwo(left: Str, right: Str, state: RenderState): Str {
  const { budget } = state;
  budget.spend(typeof left === "string" && typeof right === "string" ? 2 : 4);
  const length = plain(left).length + plain(right).length;
  if (length > budget.limits.text) budget.text(length);
  const joined = Text.join(left, right);
  if (typeof joined !== "string" && joined.pieceCount > budget.limits.items) budget.items(joined.pieceCount);
  return joined;
}
