import { lengthOf } from "../values/operations.ts";
import type { Filter } from "../values/render-state.ts";
import { defineBuiltin } from "./define-filter.ts";

/** `value|length`: of a text in code points. */
export const length: Filter = defineBuiltin("len", lengthOf);
