import { List } from "../values/list.ts";
import { asFloat, compare, fail, itemsOf, truth, typeName } from "../values/operations.ts";
import type { Filter } from "../values/render-state.ts";
import { Slicer } from "../values/slicer.ts";
import { type Str, Text, isText, plain } from "../values/text.ts";
import { callMethod } from "./call-method.ts";
import { defineFilter } from "./define-filter.ts";
import { wrapped } from "./wrapped.ts";

/** `text|wordwrap(79, wrapstring="\n")`: each line by itself, as Python's `textwrap`. */
export const wordwrap: Filter = defineFilter(
  "do_wordwrap",
  ["s", "width?", "break_long_words?", "wrapstring?", "break_on_hyphens?"],
  ([text, width = 79, breaksWords = true, wrapstring = null, breaksOnHyphens = true], state) => {
    const separator = wrapstring === null ? "\n" : wrapstring;
    const lines = itemsOf(callMethod(text, "splitlines", [], state), state);
    const paragraphs: Str[] = [];
    for (const line of lines) {
      if (!isText(line)) continue;
      if (compare("<=", width, 0, state)) fail("ValueError", `invalid width ${asFloat(width)} (must be > 0)`);
      state.budget.spend(12 * plain(line).length);
      const slicer = new Slicer(Text.unmarked(line));
      const options = {
        width: asFloat(width) ?? fail("TypeError", `unsupported width of type '${typeName(width)}'`),
        breaksWords: truth(breaksWords, state),
        breaksOnHyphens: truth(breaksOnHyphens, state),
      };
      const rows = wrapped(plain(line), options).map(([start, end]) => slicer.slice(start, end));
      paragraphs.push(join(rows));
    }
    return callMethod(separator, "join", [new List(paragraphs)], state);

    function join(rows: readonly Str[]): Str {
      const row = callMethod(separator, "join", [new List(rows)], state);
      return isText(row) ? row : "";
    }
  },
);
