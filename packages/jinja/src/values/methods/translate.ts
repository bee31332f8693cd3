import { asInteger } from "../coercion.ts";
import { dictOf } from "../dict-of.ts";
import { Dict } from "../dict.ts";
import { itemOf } from "../item-of.ts";
import { positionalArguments } from "../parameters.ts";
import { fail } from "../python-error.ts";
import { Slicer } from "../slicer.ts";
import { TextBuilder } from "../text-builder.ts";
import { type Str, isMarkup, isText, plain } from "../text.ts";
import type { Value } from "../value.ts";
import { type Method, plainArgument } from "./method.ts";

/** `text.translate(table)` */
export const translate: Method<Str> = (text, given, state) => {
  const [table = null] = positionalArguments("str.translate", given, 1, 1);
  state.budget.spend(plain(text).length);
  const slicer = new Slicer(text);
  const builder = new TextBuilder();
  let [start, at] = [0, 0];
  for (const character of plain(text)) {
    const end = at + character.length;
    const by = itemOf(table, character.codePointAt(0) ?? 0, state);
    if (by !== undefined) {
      builder.add(slicer.slice(start, at));
      if (by !== null) builder.add(isText(by) ? by : characterOf(by));
      if (builder.length > state.budget.limits.text) state.budget.text(builder.length);
      start = end;
    }
    at = end;
  }
  builder.add(slicer.slice(start, at));
  return builder.build(isMarkup(text));
};

function characterOf(value: Value): string {
  const point = asInteger(value);
  if (point === null) fail("TypeError", "character mapping must return integer, None or str");
  if (point < 0 || point > 0x10ffff) fail("ValueError", "character mapping must be in range(0x110000)");
  return String.fromCodePoint(Number(point));
}

/** `str.maketrans(…)` */
export const makeTable: Method<Str> = (_text, given, state) => {
  const [first = null, second, third] = positionalArguments("str.maketrans", given, 1, 3);
  if (second === undefined) {
    if (!(first instanceof Dict)) fail("TypeError", "if you give only one argument to maketrans it must be a dict");
    return dictOf(
      Array.from(first.entries.values(), ({ key, value }): [Value, Value] => [
        isText(key) ? pointOf(plain(key)) : key,
        value,
      ]),
      state,
    );
  }
  const from = Array.from(plainArgument("maketrans() argument", first), pointOf);
  const to = Array.from(plainArgument("maketrans() argument", second), pointOf);
  if (from.length !== to.length) fail("ValueError", "the first two maketrans arguments must have equal length");
  const removed = third === undefined ? [] : Array.from(plainArgument("maketrans() argument", third), pointOf);
  state.budget.items(from.length + removed.length);
  return dictOf([
    ...from.map((point, index): [Value, Value] => [point, to[index] ?? null]),
    ...removed.map((point): [Value, Value] => [point, null]),
  ]);
};

function pointOf(character: string): number {
  const [only, ...others] = character;
  if (only === undefined || others.length > 0) fail("ValueError", "string keys in translate table must be of length 1");
  return only.codePointAt(0) ?? 0;
}
