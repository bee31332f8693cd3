import { findText } from "../../strings/find-text.ts";
import { indexArgument } from "../coercion.ts";
import { joinTexts } from "../concatenate.ts";
import { escapeMarkup } from "../escape-markup.ts";
import { isIterable, itemsOf } from "../iterate.ts";
import { bind, positionalArguments } from "../parameters.ts";
import { fail } from "../python-error.ts";
import type { RenderState } from "../render-state.ts";
import { Slicer, slice } from "../slicer.ts";
import { TextBuilder } from "../text-builder.ts";
import { type Str, Text, codePoints, isMarkup, isText, plain } from "../text.ts";
import { typeName } from "../type-name.ts";
import { type Method, textArgument } from "./method.ts";

/** `text.replace(old, new, count)`; a count below 0 replaces all. */
function replaced(text: Str, wanted: Str, by: Str, count: number, state: RenderState): Str {
  const value = plain(text);
  const old = plain(wanted);
  state.budget.spend(1 + (value.length >>> 4));
  const most = count < 0 ? Infinity : count;
  const starts = old === "" ? characterStarts(value, most, state) : occurrences(value, old, most, state);
  if (starts.length === 0) return text;
  const replacement = isMarkup(text) ? escapeMarkup(by, state) : by;
  const made = value.length + starts.length * (plain(replacement).length - old.length);
  state.budget.text(made);
  if (typeof replacement !== "string") state.budget.items(starts.length * replacement.pieceCount);
  const slicer = new Slicer(text);
  const builder = new TextBuilder();
  let at = 0;
  for (const start of starts) {
    builder.add(slicer.slice(at, start));
    builder.add(replacement);
    at = start + old.length;
  }
  builder.add(slicer.slice(at, value.length));
  return builder.build(isMarkup(text));
}

/** Steps that a match costs. */
const MATCH = 4;

function occurrences(value: string, old: string, most: number, state: RenderState): readonly number[] {
  const starts: number[] = [];
  for (let at = findText(value, old, 0); at >= 0 && starts.length < most; at = findText(value, old, at + old.length)) {
    state.budget.spend(MATCH);
    starts.push(at);
  }
  return starts;
}

/** Before each character and at the end. */
function characterStarts(value: string, most: number, state: RenderState): readonly number[] {
  state.budget.items(Math.min(value.length + 1, most));
  const starts: number[] = [];
  let at = 0;
  for (const character of value) {
    if (starts.length >= most) return starts;
    starts.push(at);
    at += character.length;
  }
  if (starts.length < most) starts.push(at);
  return starts;
}

const replace: Method<Str> = (text, given, state) => {
  const [old, by, count] = positionalArguments("str.replace", given, 2, 3);
  const replacement =
    isMarkup(text) && by !== undefined ? escapeMarkup(by, state) : textArgument("replace() argument 2", by);
  return replaced(text, textArgument("replace() argument 1", old), replacement, indexArgument(count, -1), state);
};

/** Markup joins what it escapes; texts that are Markup do not make the whole Markup. */
const join: Method<Str> = (separator, given, state) => {
  const [texts = null] = positionalArguments("str.join", given, 1, 1);
  if (!isIterable(texts)) fail("TypeError", "can only join an iterable");
  const escapes = isMarkup(separator);
  const strings = itemsOf(texts, state).map((item, index): Str => {
    if (escapes) return escapeMarkup(item, state);
    if (isText(item)) return item;
    return fail("TypeError", `sequence item ${index}: expected str instance, ${typeName(item)} found`);
  });
  const joined = joinTexts(strings, separator, state);
  return escapes ? Text.markup(joined) : joined;
};

const expandTabs: Method<Str> = (text, given, state) => {
  const [size] = bind("expandtabs", given, [{ name: "tabsize" }]);
  const width = indexArgument(size, 8, "int");
  const value = plain(text);
  const tabs = value.split("\t").length - 1;
  state.budget.text(value.length + tabs * Math.max(0, width));
  const builder = new TextBuilder();
  const slicer = new Slicer(text);
  let [start, at, column] = [0, 0, 0];
  for (const character of value) {
    if (character === "\t") {
      const blanks = width > 0 ? width - (column % width) : 0;
      builder.add(slicer.slice(start, at));
      builder.add(" ".repeat(blanks));
      column += blanks;
      start = at + 1;
    } else {
      column = character === "\n" || character === "\r" ? 0 : column + 1;
    }
    at += character.length;
  }
  builder.add(slicer.slice(start, value.length));
  return builder.build(isMarkup(text));
};

const zeroFill: Method<Str> = (text, given, state) => {
  const width = indexArgument(positionalArguments("str.zfill", given, 1, 1)[0], 0);
  const value = plain(text);
  const missing = width - codePoints(text);
  if (missing <= 0) return text;
  state.budget.text(value.length + missing);
  const sign = value.startsWith("-") || value.startsWith("+") ? 1 : 0;
  const builder = new TextBuilder();
  builder.add(slice(text, 0, sign));
  builder.add("0".repeat(missing));
  builder.add(slice(text, sign, value.length));
  return builder.build(isMarkup(text));
};

export const REPLACE_METHODS: readonly (readonly [string, Method<Str>])[] = [
  ["replace", replace],
  ["join", join],
  ["expandtabs", expandTabs],
  ["zfill", zeroFill],
];
