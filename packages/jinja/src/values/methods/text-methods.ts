import type { Str } from "../text.ts";
import { encode } from "./bytes-methods.ts";
import { CASE_METHODS } from "./case.ts";
import { JUSTIFY_METHODS } from "./justify.ts";
import type { Method } from "./method.ts";
import { PREDICATE_METHODS } from "./predicates.ts";
import { REPLACE_METHODS } from "./replace.ts";
import { SEARCH_METHODS } from "./search.ts";
import { SPLIT_METHODS } from "./split.ts";
import { makeTable, translate } from "./translate.ts";
import { TRIM_METHODS } from "./trim.ts";

/** Methods of str, but for `format` and `format_map`, which look up attributes themselves. */
export const TEXT_METHODS: ReadonlyMap<string, Method<Str>> = new Map([
  ...CASE_METHODS,
  ...JUSTIFY_METHODS,
  ...PREDICATE_METHODS,
  ...REPLACE_METHODS,
  ...SEARCH_METHODS,
  ...SPLIT_METHODS,
  ...TRIM_METHODS,
  ["encode", encode],
  ["maketrans", makeTable],
  ["translate", translate],
]);
