import type { Filter } from "../values/render-state.ts";
import { Text } from "../values/text.ts";
import { defineFilter } from "./define-filter.ts";
import { PrettyPrinter } from "./pretty-printer.ts";
import { sourceOf } from "./source-of.ts";

/** `value|pprint`: its `repr`, on several lines where it is longer than 80 characters, with the keys of dicts sorted. */
export const pprint: Filter = defineFilter("do_pprint", ["value"], ([value], state) => {
  const printed = new PrettyPrinter(state).print(value);
  const source = sourceOf(value);
  return source === null ? printed : Text.from(printed, source, -1);
});
