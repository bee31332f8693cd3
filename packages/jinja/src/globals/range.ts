import { fail, requireInteger } from "../values/operations.ts";
import { PythonCallable } from "./python-callable.ts";
import { RangeValue } from "./range-value.ts";

/** The sandbox of Jinja refuses longer ones. */
const MOST_ITEMS = 100_000n;

/** `range(stop)`, `range(start, stop, step)` */
export const range: PythonCallable = new PythonCallable(
  "function safe_range",
  "safe_range",
  ({ positional, named }, state) => {
    if (named.size > 0) fail("TypeError", "range() takes no keyword arguments");
    const [first, second, third, ...more] = positional.map((value) => BigInt(requireInteger(value)));
    if (first === undefined) fail("TypeError", "range expected at least 1 argument, got 0");
    if (more.length > 0) fail("TypeError", `range expected at most 3 arguments, got ${positional.length}`);
    const [start, stop, step] = second === undefined ? [0n, first, 1n] : [first, second, third ?? 1n];
    if (step === 0n) fail("ValueError", "range() arg 3 must not be zero");
    const size = step > 0n ? (stop - start + step - 1n) / step : (start - stop - step - 1n) / -step;
    if (size > MOST_ITEMS) {
      fail("OverflowError", `Range too big. The sandbox blocks ranges larger than MAX_RANGE (${MOST_ITEMS}).`);
    }
    state.budget.spend(1);
    return new RangeValue(start, stop, step, Math.max(0, Number(size)));
  },
);
