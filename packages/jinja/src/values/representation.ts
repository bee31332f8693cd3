import { quoted } from "../strings/quoted.ts";
import { derived } from "./derived.ts";
import { Dict } from "./dict.ts";
import { List, Tuple } from "./list.ts";
import { floatText, integerText } from "./number-text.ts";
import { DataInteger, Float } from "./numbers.ts";
import type { RenderState } from "./render-state.ts";
import { TextBuilder } from "./text-builder.ts";
import { type Str, Text, plain } from "./text.ts";
import { Undefined } from "./undefined.ts";
import type { Value } from "./value.ts";

/** `repr(value)`: one piece of data, if any of the value is data. */
export function representation(value: Value, state: RenderState): Str {
  if (typeof value === "string") return quotedWithin(value, state);
  if (value instanceof Text) {
    const text = quotedWithin(value.value, state);
    return derived(value.isMarkup ? `Markup(${text})` : text, value);
  }
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number" || typeof value === "bigint") return integerText(value);
  if (value instanceof DataInteger) return Text.from(integerText(value.value), value.source, -1);
  if (value instanceof Float) {
    const text = floatText(value.value);
    return value.source === null ? text : Text.from(text, value.source, -1);
  }
  if (value instanceof List || value instanceof Dict) return state.budget.deeper(() => container(value, state));
  return value instanceof Undefined ? "Undefined" : value.text(state);
}

function quotedWithin(text: string, state: RenderState): string {
  state.budget.text(text.length);
  state.budget.spend(text.length >>> 1);
  const written = quoted(text);
  if (written.length > text.length + 2) state.budget.text(written.length);
  return written;
}

/** In steps, of a list or dict however short. */
const COST = 10;

function container(value: List | Dict, state: RenderState): Str {
  state.budget.spend(COST);
  const builder = new TextBuilder();
  const add = (text: Str): void => {
    state.budget.spend(1);
    if (builder.length + plain(text).length > state.budget.limits.text) state.budget.text(Infinity);
    builder.add(text);
  };
  add(value instanceof Dict ? "{" : value instanceof Tuple ? "(" : "[");
  let separator = "";
  if (value instanceof Dict) {
    for (const { key, value: item } of value.entries.values()) {
      add(separator);
      add(representation(key, state));
      add(": ");
      add(representation(item, state));
      separator = ", ";
    }
  } else {
    for (const item of value.items) {
      add(separator);
      add(representation(item, state));
      separator = ", ";
    }
    if (value instanceof Tuple && value.items.length === 1) add(",");
  }
  add(value instanceof Dict ? "}" : value instanceof Tuple ? ")" : "]");
  const text = builder.build();
  return derived(plain(text), text);
}
