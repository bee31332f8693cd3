import type { Filter } from "../values/render-state.ts";
import { trimmed } from "../values/methods/trim.ts";
import { callMethod } from "./call-method.ts";
import { defineFilter } from "./define-filter.ts";
import { softString } from "../values/operations.ts";

/** `text|trim`, or `text|trim(characters)` */
export const trim: Filter = defineFilter("do_trim", ["value", "chars?"], ([value, characters = null], state) =>
  characters === null
    ? trimmed(softString(value, state), null, "both", state)
    : callMethod(softString(value, state), "strip", [characters], state),
);
