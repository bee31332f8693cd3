import { asciiOnly, quoted } from "../../strings/quoted.ts";
import { asInteger } from "../coercion.ts";
import { derived } from "../derived.ts";
import { Dict } from "../dict.ts";
import { escapeMarkup } from "../escape-markup.ts";
import { itemOf } from "../item-of.ts";
import { List, Tuple } from "../list.ts";
import { padded } from "../methods/justify.ts";
import { fail } from "../python-error.ts";
import type { RenderState } from "../render-state.ts";
import { representation } from "../representation.ts";
import { Slicer } from "../slicer.ts";
import { stringOf } from "../string-of.ts";
import { TextBuilder } from "../text-builder.ts";
import { type Str, Text, codePoints, isMarkup, isText, plain } from "../text.ts";
import { Undefined } from "../undefined.ts";
import { PythonObject, type Value } from "../value.ts";
import { firstCharacters } from "./first-characters.ts";
import { type Directive, readDirective, refuseUnknown } from "./percent-directive.ts";
import { percentNumber } from "./percent-number.ts";

/**
 * `format % values`: Markup escapes what it takes in.
 *
 * @throws {TemplateRuntimeError} TypeError, ValueError, KeyError, OverflowError
 */
export function percentFormat(format: Str, values: Value, state: RenderState): Str {
  const text = plain(format);
  const source = new ValueSource(values, state);
  const slicer = new Slicer(format);
  const builder = new TextBuilder();
  const escapes = isMarkup(format);
  const add = (part: Str): void => {
    state.budget.text(builder.length + plain(part).length > state.budget.limits.text ? Infinity : plain(part).length);
    builder.add(part);
  };
  let start = 0;
  for (let at = text.indexOf("%"); at >= 0; at = text.indexOf("%", start)) {
    state.budget.spend(1);
    add(slicer.slice(start, at));
    if (text.charAt(at + 1) === "%") {
      add(slicer.slice(at, at + 1));
      start = at + 2;
      continue;
    }
    const directive = readDirective(text, at, source);
    const value = source.next();
    refuseUnknown(directive);
    add(converted(directive, value, escapes, state));
    start = directive.end;
  }
  add(slicer.slice(start, text.length));
  source.finish();
  return builder.build(escapes);
}

/** Hands out the values right of `%`. */
class ValueSource {
  readonly #values: Value;
  readonly #isMapping: boolean;
  #key: Value | undefined;
  #taken = 0;
  readonly #state: RenderState;

  constructor(values: Value, state: RenderState) {
    this.#values = values;
    this.#state = state;
    this.#isMapping =
      values instanceof Dict ||
      values instanceof Undefined ||
      (values instanceof List && !(values instanceof Tuple)) ||
      (values instanceof PythonObject && values.item !== undefined);
  }

  requireMapping(): void {
    if (!this.#isMapping) fail("TypeError", "format requires a mapping");
  }

  /** `%(key)s`: the next value is what stands there. */
  select(key: string): void {
    if (this.#values instanceof List) fail("TypeError", "list indices must be integers or slices, not str");
    this.#key = itemOf(this.#values, key, this.#state);
    if (this.#key === undefined) fail("KeyError", quoted(key));
  }

  next(): Value {
    const selected = this.#key;
    if (selected !== undefined) {
      this.#key = undefined;
      this.#taken = 1;
      return selected;
    }
    const value =
      this.#values instanceof Tuple ? this.#values.items[this.#taken] : this.#taken === 0 ? this.#values : undefined;
    this.#taken++;
    return value ?? (value === null ? null : fail("TypeError", "not enough arguments for format string"));
  }

  finish(): void {
    const count = this.#values instanceof Tuple ? this.#values.items.length : 1;
    if (this.#taken < count && !this.#isMapping) {
      fail("TypeError", "not all arguments converted during string formatting");
    }
  }
}

function converted(directive: Directive, value: Value, escapes: boolean, state: RenderState): Str {
  const { conversion, width, precision, flags } = directive;
  const room = Math.max(width, precision ?? 0);
  state.budget.text(room);
  if (conversion === "s" || conversion === "r" || conversion === "a") {
    const written = textOf(conversion, value, escapes, state);
    return inColumns(precision === null ? written : firstCharacters(written, precision), width, flags.has("-"), state);
  }
  if (conversion === "c") return inColumns(characterOf(value), width, flags.has("-"), state);
  return percentNumber(directive, value);
}

function textOf(conversion: "s" | "r" | "a", value: Value, escapes: boolean, state: RenderState): Str {
  if (conversion === "s") return escapes ? Text.unmarked(escapeMarkup(value, state)) : stringOf(value, state);
  const written = representation(value, state);
  const text = conversion === "a" ? derived(asciiOnly(plain(written)), written) : written;
  return escapes ? Text.unmarked(escapeMarkup(text, state)) : text;
}

function inColumns(text: Str, width: number, isLeft: boolean, state: RenderState): Str {
  const missing = width - codePoints(text);
  if (missing <= 0) return text;
  state.budget.text(plain(text).length + missing);
  return isLeft ? padded(text, 0, " ", missing, state) : padded(text, missing, " ", 0, state);
}

function characterOf(value: Value): Str {
  if (isText(value)) {
    if (codePoints(value) !== 1) fail("TypeError", "%c requires int or char");
    return Text.unmarked(value);
  }
  const point = asInteger(value);
  if (point === null) fail("TypeError", "%c requires int or char");
  if (point < 0 || point > 0x10ffff) fail("OverflowError", "%c arg not in range(0x110000)");
  return String.fromCodePoint(Number(point));
}
