import { binary, compare, fail, getItem, lengthOf, sliceOf, stringOf, truth } from "../values/operations.ts";
import type { Filter, RenderState } from "../values/render-state.ts";
import { plain } from "../values/text.ts";
import type { Value } from "../values/value.ts";
import { callMethod } from "./call-method.ts";
import { defineFilter } from "./define-filter.ts";

/** By how much a text may be too long without being cut. */
const LEEWAY = 5;

/** `text|truncate(80, killwords=true, end="…", leeway=0)` */
export const truncate: Filter = defineFilter(
  "do_truncate",
  ["s", "length?", "killwords?", "end?", "leeway?"],
  ([text, length = 255, killsWords = false, end = "...", leeway = null], state) => {
    const tolerated = leeway === null ? LEEWAY : leeway;
    const ending = lengthOf(end, state);
    expectAtLeast(length, ending, "length", state);
    expectAtLeast(tolerated, 0, "leeway", state);
    if (compare("<=", lengthOf(text, state), binary("+", length, tolerated, state), state)) return text;
    const cut = sliceOf(text, null, binary("-", length, ending, state), null, state);
    const kept = truth(killsWords, state) ? cut : getItem(callMethod(cut, "rsplit", [" ", 1], state), 0, state);
    return binary("+", kept, end, state);
  },
);

function expectAtLeast(value: Value, least: number, name: string, state: RenderState): void {
  if (compare(">=", value, least, state)) return;
  fail("AssertionError", `expected ${name} >= ${least}, got ${plain(stringOf(value, state))}`);
}
