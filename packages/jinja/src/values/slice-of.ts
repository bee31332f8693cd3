import { asInteger } from "./coercion.ts";
import { Dict } from "./dict.ts";
import { itemsOf } from "./iterate.ts";
import { List, Tuple } from "./list.ts";
import { fail } from "./python-error.ts";
import type { RenderState } from "./render-state.ts";
import { slice } from "./slicer.ts";
import { TextBuilder } from "./text-builder.ts";
import { type Str, isMarkup, isText, plain, unitOffsets } from "./text.ts";
import { typeName } from "./type-name.ts";
import { Undefined, failUndefined } from "./undefined.ts";
import { PythonObject, type Value } from "./value.ts";

/**
 * `value[start:stop:step]`; null is omitted, as Python's None. Jinja leaves slices to Python.
 *
 * @throws {TemplateRuntimeError} TypeError: no sequence, or no integers; ValueError: a step of 0
 */
export function sliceOf(value: Value, start: Value, stop: Value, step: Value, state: RenderState): Value {
  if (value instanceof Undefined) return failUndefined(value);
  if (!(value instanceof List) && !isText(value) && !(value instanceof PythonObject && value.slice !== undefined)) {
    const isDict = value instanceof Dict;
    fail("TypeError", isDict ? "unhashable type: 'slice'" : `'${typeName(value)}' object is not subscriptable`);
  }
  const bounds = { start: boundOf(start), stop: boundOf(stop), step: boundOf(step) };
  if (isInteger(bounds.start) && isInteger(bounds.stop) && isInteger(bounds.step)) {
    if (value instanceof List) return sliceList(value, bounds.start, bounds.stop, bounds.step, state);
    if (isText(value)) return sliceText(value, bounds.start, bounds.stop, bounds.step, state);
  }
  const sliced = value instanceof PythonObject ? value.slice?.(start, stop, step, state) : undefined;
  return sliced ?? failSliceIndex();
}

/** @throws {TemplateRuntimeError} TypeError */
export function failSliceIndex(): never {
  fail("TypeError", "slice indices must be integers or None or have an __index__ method");
}

/** A bound of a slice; undefined if it is neither None nor an integer. Those that are beyond a number are infinite, which is far enough. */
export function boundOf(value: Value): number | null | undefined {
  if (value === null) return null;
  const whole = asInteger(value);
  if (whole === null) return undefined;
  return typeof whole === "number" ? whole : whole < 0n ? -Infinity : Infinity;
}

function isInteger(bound: number | null | undefined): bound is number | null {
  return bound !== undefined;
}

/** `[start, stop)` within the length for steps above 0, and `(stop, start]` downwards for steps below (stop may be −1). */
export function sliceBounds(
  length: number,
  start: number | null,
  stop: number | null,
  step: number,
): readonly [start: number, stop: number] {
  if (step === 0) fail("ValueError", "slice step cannot be zero");
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  const clamp = (index: number): number => Math.min(Math.max(index < 0 ? index + length : index, low), high);
  return [
    start === null ? (step > 0 ? low : high) : clamp(start),
    stop === null ? (step > 0 ? high : low) : clamp(stop),
  ];
}

/** Every `step`-th item from `start` on, before `stop`. */
function inSteps(items: readonly Value[], start: number, stop: number, step: number): readonly Value[] {
  const taken: Value[] = [];
  for (let index = start; step > 0 ? index < stop : index > stop; index += step) taken.push(items[index] ?? null);
  return taken;
}

function sliceList(
  list: List,
  start: number | null,
  stop: number | null,
  step: number | null,
  state: RenderState,
): List {
  if (stop === null && (step === null || step === 1) && (start === null || (start >= 0 && start !== Infinity))) {
    return list.from(start ?? 0);
  }
  const { items } = list;
  const [first, end] = sliceBounds(items.length, start, stop, step ?? 1);
  state.budget.items(Math.max(0, Math.ceil((end - first) / (step ?? 1))));
  const cut = step === null || step === 1 ? items.slice(first, end) : inSteps(items, first, end, step);
  return list instanceof Tuple ? new Tuple(cut) : new List(cut);
}

function sliceText(text: Str, start: number | null, stop: number | null, step: number | null, state: RenderState): Str {
  state.budget.spend(1 + (plain(text).length >>> 4));
  if (step !== null && step !== 1) return sliceCharacters(text, start, stop, step, state);
  if (typeof text !== "string") state.budget.spend(text.pieceCount >>> 1);
  const offsets = unitOffsets(text);
  if (offsets !== null) state.budget.spend(plain(text).length);
  const length = offsets === null ? plain(text).length : offsets.length - 1;
  const [first, end] = sliceBounds(length, start, stop, 1);
  if (first >= end) return slice(text, 0, 0);
  return offsets === null ? slice(text, first, end) : slice(text, offsets[first] ?? 0, offsets[end] ?? 0);
}

function sliceCharacters(text: Str, start: number | null, stop: number | null, step: number, state: RenderState): Str {
  state.budget.items(plain(text).length);
  state.budget.spend(plain(text).length * 4);
  const characters = itemsOf(text, state);
  const builder = new TextBuilder();
  const [first, end] = sliceBounds(characters.length, start, stop, step);
  for (const character of inSteps(characters, first, end, step)) if (isText(character)) builder.add(character);
  return builder.build(isMarkup(text));
}
