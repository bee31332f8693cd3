import { indexArgument } from "../coercion.ts";
import { escapeMarkup } from "../escape-markup.ts";
import { positionalArguments } from "../parameters.ts";
import { fail } from "../python-error.ts";
import type { RenderState } from "../render-state.ts";
import { repeatText } from "../repeat.ts";
import { TextBuilder } from "../text-builder.ts";
import { type Str, codePoints, isMarkup, isText, plain } from "../text.ts";
import { typeName } from "../type-name.ts";
import type { Method } from "./method.ts";

/** A text between repetitions of another. Markup stays Markup. */
export function padded(text: Str, before: number, fill: Str, behind: number, state: RenderState): Str {
  const builder = new TextBuilder();
  builder.add(repeatText(fill, before, state));
  builder.add(text);
  builder.add(repeatText(fill, behind, state));
  return builder.build(isMarkup(text));
}

/** How much of the room before a text is left empty, given that room and the width in code points. */
type Alignment = (missing: number, width: number) => number;

const LEFT: Alignment = () => 0;
const RIGHT: Alignment = (missing) => missing;
/** As CPython shares an odd room: behind the text, unless the width is odd as well. */
const CENTER: Alignment = (missing, width) => Math.floor(missing / 2) + (missing & width & 1);

function justifier(name: string, alignment: Alignment): Method<Str> {
  return (text, given, state) => {
    const [width, fill = " "] = positionalArguments(`str.${name}`, given, 1, 2);
    const filling = isMarkup(text) ? escapeMarkup(fill, state) : fill;
    if (!isText(filling)) {
      fail("TypeError", `The fill character must be a unicode character, not ${typeName(filling)}`);
    }
    if (codePoints(filling) !== 1) fail("TypeError", "The fill character must be exactly one character long");
    const columns = indexArgument(width, 0);
    const missing = columns - codePoints(text);
    if (missing <= 0) return text;
    state.budget.text(plain(text).length + missing * plain(filling).length);
    const before = alignment(missing, columns);
    return padded(text, before, filling, missing - before, state);
  };
}

export const JUSTIFY_METHODS: readonly (readonly [string, Method<Str>])[] = [
  ["center", justifier("center", CENTER)],
  ["ljust", justifier("ljust", LEFT)],
  ["rjust", justifier("rjust", RIGHT)],
];
