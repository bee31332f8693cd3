import { Dict } from "./dict.ts";
import { List } from "./list.ts";
import { fail } from "./python-error.ts";
import type { RenderState } from "./render-state.ts";
import { Slicer } from "./slicer.ts";
import { type Str, Text, isText, plain } from "./text.ts";
import { typeName } from "./type-name.ts";
import { Undefined } from "./undefined.ts";
import { PythonObject, type Value } from "./value.ts";

/**
 * `iter(value)`: items of a list, keys of a dict, characters of a str. Each item costs a step.
 *
 * @throws {TemplateRuntimeError} TypeError: not iterable
 */
export function iterate(value: Value, state: RenderState): Iterator<Value, void> {
  if (value instanceof List) return counted(value.iterate(), state);
  if (isText(value)) return counted(characters(value), state, typeof value === "string" ? 1 : CHARACTER);
  if (value instanceof Dict) return counted(keys(value), state);
  if (value instanceof Undefined) return [].values();
  if (value instanceof PythonObject && value.iterate !== undefined) return counted(value.iterate(state), state);
  return fail("TypeError", `'${typeName(value)}' object is not iterable`);
}

/** Whether `iterate` takes it. */
export function isIterable(value: Value): boolean {
  if (isText(value) || value instanceof List || value instanceof Dict || value instanceof Undefined) return true;
  return value instanceof PythonObject && value.iterate !== undefined;
}

/** All items at once. @throws {TemplateRuntimeError} TypeError: not iterable */
export function itemsOf(value: Value, state: RenderState): readonly Value[] {
  if (value instanceof List) {
    state.budget.spend(value.items.length);
    return value.items;
  }
  const items: Value[] = [];
  const iterator = iterate(value, state);
  for (let next = iterator.next(); next.done !== true; next = iterator.next()) {
    items.push(next.value);
    if (items.length > state.budget.limits.items) state.budget.items(items.length);
  }
  return items;
}

/** Steps that a character with a source costs: each is a text of its own. */
const CHARACTER = 6;

/** Closes the iterator only by not asking further: a generator that is left can be continued. */
function counted(items: Iterator<Value, void>, state: RenderState, cost = 1): Iterator<Value, void> {
  return {
    next: () => {
      state.budget.spend(cost);
      return items.next();
    },
  };
}

function* keys(dict: Dict): Generator<Value, void> {
  for (const { key } of dict.entries.values()) yield key;
}

/** The characters of a text, each with its place in the source; those of Markup are no Markup. */
export function* characters(text: Str): Generator<Str, void> {
  const slicer = new Slicer(Text.unmarked(text));
  let at = 0;
  for (const character of plain(text)) {
    yield slicer.slice(at, at + character.length);
    at += character.length;
  }
}
