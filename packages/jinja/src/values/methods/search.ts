import { findLastText, findText, isWhole } from "../../strings/find-text.ts";
import { asInteger } from "../coercion.ts";
import { Tuple } from "../list.ts";
import { positionalArguments } from "../parameters.ts";
import { fail } from "../python-error.ts";
import type { RenderState } from "../render-state.ts";
import { failSliceIndex } from "../slice-of.ts";
import { type Str, isText, plain, unitOffsets } from "../text.ts";
import { typeName } from "../type-name.ts";
import type { Value } from "../value.ts";
import { type Method, plainArgument } from "./method.ts";

/** The part of a text that `start` and `end` arguments name. */
interface Part {
  readonly value: string;
  /** `[start, end)` in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** Whether the start is behind the end: nothing is found there, not even an empty text. */
  readonly isOutside: boolean;
  /** As the code point that a code unit belongs to. */
  pointAt(unit: number): number;
}

function partOf(text: Str, start: Value | undefined, end: Value | undefined, state: RenderState): Part {
  const value = plain(text);
  state.budget.spend(1 + (value.length >>> 4));
  const offsets = unitOffsets(text);
  if (offsets !== null) state.budget.spend(value.length);
  const length = offsets === null ? value.length : offsets.length - 1;
  const from = bound(start, 0, length);
  const to = Math.min(bound(end, length, length), length);
  const unit = (point: number): number => (offsets === null ? point : (offsets[Math.min(point, length)] ?? 0));
  return {
    value,
    start: unit(from),
    end: unit(to),
    isOutside: from > to,
    pointAt: (at) => (offsets === null ? at : lowerBound(offsets, at)),
  };
}

/** A negative one counts from the end. */
function bound(value: Value | undefined, fallback: number, length: number): number {
  if (value === undefined || value === null) return fallback;
  const number = Number(asInteger(value) ?? failSliceIndex());
  return number < 0 ? Math.max(0, number + length) : number;
}

function lowerBound(offsets: Uint32Array, wanted: number): number {
  let [low, high] = [0, offsets.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((offsets[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function finder(name: string, isLast: boolean, orFail: boolean): Method<Str> {
  return (text, given, state) => {
    const [wanted, start, end] = positionalArguments(`str.${name}`, given, 1, 3);
    const sought = plainArgument(`${name}() argument 1`, wanted);
    const part = partOf(text, start, end, state);
    const at = part.isOutside ? -1 : within(part, sought, isLast);
    if (at < 0 && orFail) fail("ValueError", "substring not found");
    return at < 0 ? -1 : part.pointAt(at);
  };
}

function within({ value, start, end }: Part, wanted: string, isLast: boolean): number {
  const cut = end < value.length ? value.slice(0, end) : value;
  const at = isLast ? findLastText(cut, wanted, end) : findText(cut, wanted, start);
  return at < start ? -1 : at;
}

const count: Method<Str> = (text, given, state) => {
  const [wanted, start, end] = positionalArguments("str.count", given, 1, 3);
  const sought = plainArgument("count() argument 1", wanted);
  const part = partOf(text, start, end, state);
  if (part.isOutside) return 0;
  if (sought === "") return part.pointAt(part.end) - part.pointAt(part.start) + 1;
  const value = part.value.slice(part.start, part.end);
  let found = 0;
  for (let at = findText(value, sought, 0); at >= 0; at = findText(value, sought, at + sought.length)) found++;
  return found;
};

function affix(name: "startswith" | "endswith"): Method<Str> {
  return (text, given, state) => {
    const [wanted, start, end] = positionalArguments(`str.${name}`, given, 1, 3);
    const candidates: readonly Value[] = wanted instanceof Tuple ? wanted.items : [wanted ?? null];
    if (!(wanted instanceof Tuple) && !isText(wanted)) {
      fail("TypeError", `${name} first arg must be str or a tuple of str, not ${typeName(wanted ?? null)}`);
    }
    const needsPart = start !== undefined || end !== undefined;
    const value = plain(text);
    const part = needsPart ? partOf(text, start, end, state) : { value, start: 0, end: value.length, isOutside: false };
    return candidates.some((candidate) => {
      if (!isText(candidate)) fail("TypeError", `tuple for ${name} must only contain str, not ${typeName(candidate)}`);
      const sought = plain(candidate);
      state.budget.spend(1 + (sought.length >>> 4));
      const at = name === "startswith" ? part.start : part.end - sought.length;
      if (part.isOutside || sought.length > part.end - part.start) return false;
      return value.startsWith(sought, at) && isWhole(value, at, at + sought.length);
    });
  };
}

export const SEARCH_METHODS: readonly (readonly [string, Method<Str>])[] = [
  ["find", finder("find", false, false)],
  ["rfind", finder("rfind", true, false)],
  ["index", finder("index", false, true)],
  ["rindex", finder("rindex", true, true)],
  ["count", count],
  ["startswith", affix("startswith")],
  ["endswith", affix("endswith")],
];
