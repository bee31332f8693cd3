import type { Arguments } from "../values/arguments.ts";
import { Generator } from "../values/generator.ts";
import { fail, truth } from "../values/operations.ts";
import type { Filter, RenderState } from "../values/render-state.ts";
import type { Value } from "../values/value.ts";
import { attributeGetter } from "./attribute-getter.ts";
import { each } from "./each.ts";
import { named } from "./map.ts";

/** `numbers|select("odd")`: items that pass a test, or are true. */
export const select: Filter = selection({ keeps: true, looksUp: false });

/** `numbers|reject("odd")`: items that fail a test, or are false. */
export const reject: Filter = selection({ keeps: false, looksUp: false });

/** `users|selectattr("email", "none")`: items with an attribute that passes a test, or is true. */
export const selectattr: Filter = selection({ keeps: true, looksUp: true });

/** `users|rejectattr("email", "none")`: items with an attribute that fails a test, or is false. */
export const rejectattr: Filter = selection({ keeps: false, looksUp: true });

interface Kind {
  /** What the test says of the items that stay. */
  readonly keeps: boolean;
  /** Whether the first argument names an attribute to test. */
  readonly looksUp: boolean;
}

function selection(kind: Kind): Filter {
  return (value, given, state) => new Generator(selected(kind, value, given, state), "select_or_reject");
}

function* selected(kind: Kind, value: Value, given: Arguments, state: RenderState): Iterator<Value, void> {
  if (!truth(value, state)) return;
  const passes = checkOf(kind, given, state);
  for (const item of each(value, state)) if (passes(item) === kind.keeps) yield item;
}

function checkOf(kind: Kind, given: Arguments, state: RenderState): (item: Value) => boolean {
  const [attribute] = given.positional;
  if (kind.looksUp && attribute === undefined) fail("FilterArgumentError", "Missing parameter for attribute name");
  const tested = attributeGetter(kind.looksUp ? (attribute ?? null) : null, state);
  const [name, ...rest] = kind.looksUp ? given.positional.slice(1) : given.positional;
  if (name === undefined) return (item) => truth(tested(item), state);
  const passed = { positional: rest, named: given.named };
  return (item) => named(state.tests, "test", name, state)(tested(item), passed, state);
}
