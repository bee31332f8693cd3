import type { Filter } from "../values/render-state.ts";
import { plain } from "../values/text.ts";
import { defineFilter } from "./define-filter.ts";
import { softString } from "../values/operations.ts";

const WORD = /[\p{L}\p{N}_]+/gu;

/** `text|wordcount` */
export const wordcount: Filter = defineFilter("do_wordcount", ["s"], ([value], state) => {
  const text = plain(softString(value, state));
  state.budget.text(text.length);
  let count = 0;
  for (const _ of text.matchAll(WORD)) count++;
  return count;
});
