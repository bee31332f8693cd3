import { truth } from "../values/operations.ts";
import type { Filter } from "../values/render-state.ts";
import { Undefined } from "../values/undefined.ts";
import { defineFilter } from "./define-filter.ts";

/** `value|default("-")`, and with `true` behind it for all that is false. */
export const defaultFilter: Filter = defineFilter(
  "do_default",
  ["value", "default_value?", "boolean?"],
  ([value, fallback = "", replacesFalse = false], state) =>
    value instanceof Undefined || (truth(replacesFalse, state) && !truth(value, state)) ? fallback : value,
);
