import { Dict } from "../values/dict.ts";
import { Tuple } from "../values/list.ts";
import { binary, dictOf, fail, softString } from "../values/operations.ts";
import type { Filter } from "../values/render-state.ts";

/** `"%s, %s!"|format(greeting, name)`, or with named arguments for `%(name)s`. */
export const format: Filter = (value, given, state) => {
  const { positional, named } = given;
  if (named.has("value")) fail("TypeError", "do_format() got multiple values for argument 'value'");
  if (positional.length > 0 && named.size > 0) {
    fail("FilterArgumentError", "can't handle positional and keyword arguments at the same time");
  }
  const values: Dict | Tuple = named.size > 0 ? dictOf(named) : new Tuple(positional);
  return binary("%", softString(value, state), values, state);
};
