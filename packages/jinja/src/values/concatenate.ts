import { escapeMarkup } from "./escape-markup.ts";
import type { RenderState } from "./render-state.ts";
import { softString, stringOf } from "./string-of.ts";
import { type Str, Text, TextBuilder, isMarkupText, plain } from "./text.ts";
import type { Value } from "./value.ts";

/** `a ~ b ~ …`: texts of all joined; where escaping is on and one of them is Markup, the others are escaped. */
export function concatenate(items: readonly Value[], state: RenderState): Str {
  if (!state.autoescape)
    return joined(
      items.map((item) => stringOf(item, state)),
      state,
    );
  const texts = items.map((item) => softString(item, state));
  if (!texts.some(isMarkupText)) return joined(texts, state);
  return Text.markup(
    joined(
      texts.map((text) => escapeMarkup(text, state)),
      state,
    ),
  );
}

/** Two are laid side by side, so that a loop that appends to a text takes linear time. */
function joined(texts: readonly Str[], state: RenderState): Str {
  let length = 0;
  for (const text of texts) length += plain(text).length;
  if (length > state.budget.limits.text) state.budget.text(length);
  state.budget.spend(1 + texts.length);
  const [first = "", second = ""] = texts;
  if (texts.length <= 2) return Text.join(Text.unmarked(first), Text.unmarked(second));
  let rest: Str = second;
  if (texts.length > 2) {
    const builder = new TextBuilder();
    for (const text of texts.slice(1)) builder.add(text);
    rest = builder.build();
  }
  return Text.join(Text.unmarked(first), rest);
}
