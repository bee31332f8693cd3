import { DataInteger } from "../values/numbers.ts";
import { Text } from "../values/text.ts";
import type { Value } from "../values/value.ts";

/** CPython keeps one object for each of these. */
const SMALLEST_SHARED = -5;
const LARGEST_SHARED = 256;

/**
 * `a is b`. Texts and numbers have no identity here: literals that are equal count as one object, as CPython mostly has it, while
 * what stands in the context is another one than any literal.
 */
export function isSame(a: Value, b: Value): boolean {
  if (a instanceof DataInteger || b instanceof DataInteger) return a === b || isShared(wholeOf(a), wholeOf(b));
  if (a instanceof Text && b instanceof Text) return a === b || (a.value === b.value && isShort(a) && isShort(b));
  return a === b;
}

function wholeOf(value: Value): Value {
  return value instanceof DataInteger ? value.value : value;
}

function isShared(a: Value, b: Value): boolean {
  return a === b && typeof a === "number" && a >= SMALLEST_SHARED && a <= LARGEST_SHARED;
}

/** Characters of Latin-1 are shared as well. */
function isShort(text: Text): boolean {
  return !text.isMarkup && text.value.length === 1 && text.value <= "\u00ff";
}
