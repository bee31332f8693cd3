import type { Filter } from "../values/render-state.ts";
import { callMethod } from "./call-method.ts";
import { defineFilter } from "./define-filter.ts";
import { softString } from "../values/operations.ts";

/** `text|center(80)` */
export const center: Filter = defineFilter("do_center", ["value", "width?"], ([value, width = 80], state) =>
  callMethod(softString(value, state), "center", [width], state),
);
