import { mapPieces } from "./derived.ts";
import type { RenderState } from "./render-state.ts";
import { softString } from "./string-of.ts";
import { Text, isMarkup, plain } from "./text.ts";
import type { Value } from "./value.ts";

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ["'", "&#39;"],
  ['"', "&#34;"],
]);

/** `markupsafe.escape`: Markup stays as it is. */
export function escapeMarkup(value: Value, state: RenderState): Text {
  const text = softString(value, state);
  if (isMarkup(text)) return Text.markup(text);
  state.budget.text(plain(text).length);
  const escaped = mapPieces(text, escapeText);
  if (plain(escaped).length > plain(text).length) state.budget.text(plain(escaped).length);
  return Text.markup(escaped);
}

function escapeText(text: string): string {
  return text.replace(/[&<>'"]/g, (character) => ESCAPES.get(character) ?? character);
}
