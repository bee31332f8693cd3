import type { Arguments } from "../values/arguments.ts";
import { Builtin } from "../values/builtin.ts";
import { Dict } from "../values/dict.ts";
import { dictOf, fail, isIterable, itemsOf, iterate } from "../values/operations.ts";
import { bind } from "../values/parameters.ts";
import type { RenderState } from "../values/render-state.ts";
import { Undefined, failUndefined } from "../values/undefined.ts";
import { PythonObject, type Value } from "../values/value.ts";

/** `dict(pairs, a=1)` and `dict.fromkeys(keys, value)`: all that transformers leaves of Python's `dict`. */
class DictGlobal extends PythonObject {
  readonly typeName = "TemplateDict";

  text(): string {
    return "<transformers.utils.chat_template_utils._cached_compile_jinja_template.<locals>.TemplateDict object at 0x000000000000>";
  }

  override call(given: Arguments, state: RenderState): Value {
    return dictOf(entriesOf(given, state), state);
  }

  override attribute(name: string): Value | undefined {
    return name === "fromkeys" ? fromkeys : undefined;
  }
}

export const dict: PythonObject = new DictGlobal();

const fromkeys = new Builtin("fromkeys", (given, state) => {
  if (given.named.size > 0) fail("TypeError", "dict.fromkeys() takes no keyword arguments");
  const [keys = null, value = null] = bind("fromkeys", given, [
    { name: "iterable", required: true },
    { name: "value" },
  ]);
  const pairs = itemsOf(keys, state).map((key): readonly [Value, Value] => [key, value]);
  return dictOf(pairs, state);
});

/**
 * The entries that `dict(…)` is called with.
 *
 * @throws {TemplateRuntimeError} TypeError: nothing to make a dict of; ValueError: what is no pair
 */
export function entriesOf({ positional, named }: Arguments, state: RenderState): (readonly [Value, Value])[] {
  if (positional.length > 1) fail("TypeError", `dict expected at most 1 argument, got ${positional.length}`);
  const [from] = positional;
  const entries: (readonly [Value, Value])[] = from === undefined ? [] : pairsOf(from, state);
  for (const entry of named) entries.push(entry);
  return entries;
}

function pairsOf(from: Value, state: RenderState): (readonly [Value, Value])[] {
  if (from instanceof Undefined) failUndefined(from);
  if (from instanceof Dict) {
    state.budget.items(from.entries.size);
    return Array.from(from.entries.values(), ({ key, value }) => [key, value]);
  }
  const pairs: (readonly [Value, Value])[] = [];
  const items = iterate(from, state);
  for (let next = items.next(); next.done !== true; next = items.next()) {
    pairs.push(pairOf(next.value, pairs.length, state));
    if (pairs.length > state.budget.limits.items) state.budget.items(pairs.length);
  }
  return pairs;
}

function pairOf(item: Value, index: number, state: RenderState): readonly [Value, Value] {
  if (!isIterable(item)) {
    fail("TypeError", `cannot convert dictionary update sequence element #${index} to a sequence`);
  }
  const parts = itemsOf(item, state);
  const [key, value] = parts;
  if (key === undefined || value === undefined || parts.length > 2) {
    fail("ValueError", `dictionary update sequence element #${index} has length ${parts.length}; 2 is required`);
  }
  return [key, value];
}
