import { type PythonError, TemplateRuntimeError } from "../errors.ts";
import { truncated } from "../values/arithmetic.ts";
import { Float } from "../values/numbers.ts";
import { asInteger, fail, requireInteger, typeName } from "../values/operations.ts";
import type { Filter, RenderState } from "../values/render-state.ts";
import { isText, plain } from "../values/text.ts";
import type { Value } from "../values/value.ts";
import { defineBuiltin, defineFilter } from "./define-filter.ts";
import { integerOfText } from "./parse-number.ts";
import { toFloat } from "./to-float.ts";

/** `number|abs` */
export const abs: Filter = defineBuiltin("abs", (value) => {
  if (value instanceof Float) return new Float(Math.abs(value.value));
  const whole = asInteger(value);
  if (whole === null) fail("TypeError", `bad operand type for abs(): '${typeName(value)}'`);
  return whole < 0 ? -whole : whole;
});

/** `value|int(default, base)` */
export const int: Filter = defineFilter(
  "do_int",
  ["value", "default?", "base?"],
  ([value, fallback = 0, base = 10], state) =>
    catching(
      ["TypeError", "ValueError"],
      () => wholeOf(value, base, state),
      () =>
        catching(
          ["TypeError", "ValueError", "OverflowError"],
          () => truncated(toFloat(value, state)),
          () => fallback,
        ),
    ),
);

/** `value|float(default)` */
export const float: Filter = defineFilter("do_float", ["value", "default?"], ([value, fallback = FLOAT_ZERO], state) =>
  catching(
    ["TypeError", "ValueError"],
    () => (value instanceof Float ? value : new Float(toFloat(value, state))),
    () => fallback,
  ),
);

const FLOAT_ZERO = new Float(0);

/** `int(value)`, for a text `int(value, base)`. */
function wholeOf(value: Value, base: Value, state: RenderState): Value {
  if (!isText(value)) return asInteger(value) === null ? truncated(toFloat(value, state)) : asWhole(value);
  const radix = Number(requireInteger(base));
  state.budget.text(plain(value).length);
  return integerOfText(plain(value), radix) ?? fail("ValueError", "invalid literal for int()");
}

/** A bool as 0 or 1; any other int as it is. */
function asWhole(value: Value): Value {
  return typeof value === "boolean" ? Number(value) : value;
}

function catching(kinds: readonly PythonError[], run: () => Value, otherwise: () => Value): Value {
  try {
    return run();
  } catch (error) {
    if (error instanceof TemplateRuntimeError && kinds.includes(error.kind)) return otherwise();
    throw error;
  }
}
