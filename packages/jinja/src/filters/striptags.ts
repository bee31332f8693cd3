import { stripTags } from "../values/methods/markup-methods.ts";
import { stringOf } from "../values/operations.ts";
import type { Filter } from "../values/render-state.ts";
import { defineFilter } from "./define-filter.ts";

/** `text|striptags`: without tags and comments, with entities read and white space as single spaces. */
export const striptags: Filter = defineFilter("do_striptags", ["value"], ([value], state) =>
  stripTags(stringOf(value, state), state),
);
