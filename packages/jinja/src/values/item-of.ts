import { TemplateRuntimeError } from "../errors.ts";
import { asInteger } from "./coercion.ts";
import { Dict, type Hash } from "./dict.ts";
import { hashOf } from "./hash.ts";
import { List } from "./list.ts";
import type { RenderState } from "./render-state.ts";
import { slice } from "./slicer.ts";
import { type Str, isText, plain, unitOffsets } from "./text.ts";
import { Undefined, failUndefined } from "./undefined.ts";
import { PythonObject, type Value } from "./value.ts";

/** `value[key]` of Python; undefined in JavaScript's sense where it ends in a TypeError or LookupError. */
export function itemOf(value: Value, key: Value, state: RenderState): Value | undefined {
  if (value instanceof Dict) {
    if (typeof key === "string") return value.get(key);
    const hash = hashIfAny(key, state);
    return hash === undefined ? undefined : value.entries.get(hash)?.value;
  }
  if (value instanceof List) {
    const index = asInteger(key);
    return typeof index === "number" ? value.at(index) : undefined;
  }
  if (isText(value)) {
    const index = asInteger(key);
    return typeof index === "number" ? characterAt(value, index, state) : undefined;
  }
  if (value instanceof Undefined) return failUndefined(value);
  return value instanceof PythonObject ? value.item?.(key, state) : undefined;
}

function hashIfAny(key: Value, state: RenderState): Hash | undefined {
  try {
    return hashOf(key, state);
  } catch (error) {
    if (error instanceof TemplateRuntimeError) return undefined;
    throw error;
  }
}

function characterAt(text: Str, index: number, state: RenderState): Str | undefined {
  state.budget.spend(1 + (plain(text).length >>> 4));
  const offsets = unitOffsets(text);
  if (offsets !== null) state.budget.spend(plain(text).length);
  const length = offsets === null ? plain(text).length : offsets.length - 1;
  const at = index < 0 ? index + length : index;
  if (at < 0 || at >= length) return undefined;
  return offsets === null ? slice(text, at, at + 1) : slice(text, offsets[at] ?? 0, offsets[at + 1] ?? 0);
}
