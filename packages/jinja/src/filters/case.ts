import { WHITE_SPACE } from "../strings/white-space.ts";
import { changedPieces, derived } from "../values/derived.ts";
import { softString } from "../values/operations.ts";
import type { Filter } from "../values/render-state.ts";
import { Text, plain } from "../values/text.ts";
import { callMethod } from "./call-method.ts";
import { defineFilter } from "./define-filter.ts";

/** `text|upper` */
export const upper: Filter = defineFilter("do_upper", ["s"], ([text], state) =>
  callMethod(softString(text, state), "upper", [], state),
);

/** `text|lower` */
export const lower: Filter = defineFilter("do_lower", ["s"], ([text], state) =>
  callMethod(softString(text, state), "lower", [], state),
);

/** `text|capitalize`: the first character in upper case, all others in lower case. */
export const capitalize: Filter = defineFilter("do_capitalize", ["s"], ([text], state) =>
  callMethod(softString(text, state), "capitalize", [], state),
);

/** Words and what stands between them, where that is white space of Python's or `-({[<`. */
const WORDS = new RegExp(String.raw`[-({[<${WHITE_SPACE}]+|[^-({[<${WHITE_SPACE}]+`, "gu");

/** `text|title`: the first character of each word in upper case, all others in lower case. */
export const title: Filter = defineFilter("do_title", ["s"], ([value], state) => {
  const text = softString(value, state);
  state.budget.text(plain(text).length);
  let isMoved = false;
  const titled = plain(text).replace(WORDS, (word) => {
    const initial = String.fromCodePoint(word.codePointAt(0) ?? 0);
    const changed = initial.toUpperCase() + word.slice(initial.length).toLowerCase();
    isMoved ||= changed.length !== word.length;
    return changed;
  });
  return isMoved ? derived(titled, text) : Text.of(titled, changedPieces(text, titled));
});
