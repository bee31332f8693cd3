import { escapeMarkup } from "./escape-markup.ts";
import type { RenderState } from "./render-state.ts";
import { softString, stringOf } from "./string-of.ts";
import { type Str, Text, TextBuilder, isMarkup, plain } from "./text.ts";
import type { Value } from "./value.ts";

/** `a ~ b ~ …`: texts of all joined; where escaping is on and one of them is Markup, the others are escaped. */
export function concatenate(items: readonly Value[], state: RenderState): Str {
  if (!state.autoescape)
    return joinTexts(
      items.map((item) => stringOf(item, state)),
      state,
    );
  const texts = items.map((item) => softString(item, state));
  if (!texts.some(isMarkup)) return joinTexts(texts, state);
  return Text.markup(
    joinTexts(
      texts.map((text) => escapeMarkup(text, state)),
      state,
    ),
  );
}

/** Texts end to end, not Markup. The first is not walked through, so that a loop that appends to a text takes linear time. */
export function joinTexts(texts: readonly Str[], state: RenderState): Str {
  const [first = "", second = ""] = texts;
  if (texts.length <= 2) return joinTwo(Text.unmarked(first), Text.unmarked(second), state);
  const rest = texts.slice(1);
  const length = rest.reduce((sum, text) => sum + plain(text).length, 0);
  state.budget.text(length);
  const builder = new TextBuilder();
  for (const text of rest) builder.add(text);
  return joinTwo(Text.unmarked(first), builder.build(), state);
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
