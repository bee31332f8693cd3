import { TemplateRuntimeError } from "../errors.ts";
import { itemsOf } from "../values/iterate.ts";
import { List } from "../values/list.ts";
import { fail, sliceOf } from "../values/operations.ts";
import type { Filter } from "../values/render-state.ts";
import { defineFilter } from "./define-filter.ts";
import { reversed } from "./reversed.ts";
import { isText } from "../values/text.ts";

/** `value|reverse`: a text from its end, or an iterator from the last item on. */
export const reverse: Filter = defineFilter("do_reverse", ["value"], ([value], state) => {
  if (isText(value)) return sliceOf(value, null, null, -1, state);
  const iterator = reversed(value, state);
  if (iterator !== null) return iterator;
  try {
    return new List(itemsOf(value, state).toReversed());
  } catch (error) {
    if (!(error instanceof TemplateRuntimeError) || error.kind !== "TypeError") throw error;
    return fail("FilterArgumentError", "argument must be iterable");
  }
});
