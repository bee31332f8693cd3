import { indexArgument } from "../coercion.ts";
import { escapeMarkup } from "../escape-markup.ts";
import { positionalArguments } from "../parameters.ts";
import { fail } from "../python-error.ts";
import type { RenderState } from "../render-state.ts";
import { type Str, Text, TextBuilder, codePoints, isMarkup, plain, isText } from "../text.ts";
import { typeName } from "../type-name.ts";
import type { Method } from "./method.ts";
import { repeat } from "../repeat.ts";

export type Alignment = "left" | "right" | "center";

/** A text in the middle or at an edge of a width in code points. */
export function justified(text: Str, width: number, fill: Str, alignment: Alignment, state: RenderState): Str {
  const missing = width - codePoints(text);
  if (!(missing > 0)) return text;
  state.budget.text(plain(text).length + missing * plain(fill).length);
  const centred = Math.floor(missing / 2) + (missing & width & 1);
  const before = alignment === "left" ? 0 : alignment === "right" ? missing : centred;
  const builder = new TextBuilder();
  for (const part of [repeat(fill, before, state), text, repeat(fill, missing - before, state)]) {
    if (isText(part)) builder.add(part);
  }
  return isMarkup(text) ? Text.markup(builder.build()) : builder.build();
}

function justifier(name: string, alignment: Alignment): Method<Str> {
  return (text, given, state) => {
    const [width, fill = " "] = positionalArguments(`str.${name}`, given, 1, 2);
    const filling = isMarkup(text) ? escapeMarkup(fill, state) : fill;
    if (!isText(filling)) {
      fail("TypeError", `The fill character must be a unicode character, not ${typeName(filling)}`);
    }
    if (codePoints(filling) !== 1) fail("TypeError", "The fill character must be exactly one character long");
    return justified(text, indexArgument(width, 0), filling, alignment, state);
  };
}

export const JUSTIFY_METHODS: readonly (readonly [string, Method<Str>])[] = [
  ["center", justifier("center", "center")],
  ["ljust", justifier("ljust", "left")],
  ["rjust", justifier("rjust", "right")],
];
