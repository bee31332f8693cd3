import { findLastText, findText } from "../../strings/find-text.ts";
import { isLineEnd, isSpace } from "../../strings/white-space.ts";
import { indexArgument, requireInteger } from "../coercion.ts";
import { List, Tuple } from "../list.ts";
import { bind, positionalArguments } from "../parameters.ts";
import { fail } from "../python-error.ts";
import type { RenderState } from "../render-state.ts";
import { Slicer, slice } from "../slicer.ts";
import { type Str, isText, plain } from "../text.ts";
import { typeName } from "../type-name.ts";
import type { Value } from "../value.ts";
import { type Method, plainArgument } from "./method.ts";

/** `[start, end)` of each part, in UTF-16 code units. */
type Ranges = [start: number, end: number][];

function parts(text: Str, ranges: Ranges): readonly Str[] {
  const slicer = new Slicer(text);
  return ranges.map(([start, end]) => slicer.slice(start, end));
}

/** `text.split()`: what stands between white space. */
export function wordsOf(text: Str, state: RenderState): readonly Str[] {
  state.budget.spend(1 + (plain(text).length >>> 4));
  return parts(text, words(plain(text), Infinity, state));
}

/** Asks for room before the list grows. */
function push(ranges: Ranges, start: number, end: number, state: RenderState): void {
  state.budget.spend(1);
  if (ranges.length >= state.budget.limits.items) state.budget.items(ranges.length + 1);
  ranges.push([start, end]);
}

function splitter(name: string, isFromRight: boolean): Method<Str> {
  return (text, given, state) => {
    const [separator, limit] = bind(name, given, [{ name: "sep" }, { name: "maxsplit" }]);
    const wanted = separatorOf(separator);
    const most = indexArgument(limit, -1);
    const value = plain(text);
    state.budget.spend(1 + (value.length >>> 4));
    if (wanted === "") fail("ValueError", "empty separator");
    const times = most < 0 ? Infinity : most;
    if (wanted === null) {
      return new List(parts(text, (isFromRight ? wordsFromRight : words)(value, times, state)));
    }
    return new List(parts(text, (isFromRight ? fromRight : fromLeft)(value, wanted, times, state)));
  };
}

function separatorOf(value: Value | undefined): string | null {
  if (value === undefined || value === null) return null;
  return isText(value) ? plain(value) : fail("TypeError", `must be str or None, not ${typeName(value)}`);
}

function fromLeft(value: string, separator: string, times: number, state: RenderState): Ranges {
  const ranges: Ranges = [];
  let start = 0;
  while (ranges.length < times) {
    const at = findText(value, separator, start);
    if (at < 0) break;
    push(ranges, start, at, state);
    start = at + separator.length;
  }
  push(ranges, start, value.length, state);
  return ranges;
}

function fromRight(value: string, separator: string, times: number, state: RenderState): Ranges {
  const ranges: Ranges = [];
  let end = value.length;
  while (ranges.length < times) {
    const at = findLastText(value, separator, end);
    if (at < 0) break;
    push(ranges, at + separator.length, end, state);
    end = at;
  }
  push(ranges, 0, end, state);
  return ranges.toReversed();
}

function words(value: string, times: number, state: RenderState): Ranges {
  const ranges: Ranges = [];
  let at = 0;
  for (;;) {
    while (at < value.length && isSpace(value.charCodeAt(at))) at++;
    if (at === value.length) return ranges;
    const start = at;
    if (ranges.length >= times) {
      push(ranges, start, value.length, state);
      return ranges;
    }
    while (at < value.length && !isSpace(value.charCodeAt(at))) at++;
    push(ranges, start, at, state);
  }
}

function wordsFromRight(value: string, times: number, state: RenderState): Ranges {
  const ranges: Ranges = [];
  let at = value.length;
  for (;;) {
    while (at > 0 && isSpace(value.charCodeAt(at - 1))) at--;
    if (at === 0) return ranges.toReversed();
    const end = at;
    if (ranges.length >= times) {
      push(ranges, 0, end, state);
      return ranges.toReversed();
    }
    while (at > 0 && !isSpace(value.charCodeAt(at - 1))) at--;
    push(ranges, at, end, state);
  }
}

const splitLines: Method<Str> = (text, given, state) => {
  const [keepends] = bind("splitlines", given, [{ name: "keepends" }]);
  const keepsEnds = keepends !== undefined && Number(requireInteger(keepends)) !== 0;
  const value = plain(text);
  state.budget.spend(1 + (value.length >>> 4));
  const ranges: Ranges = [];
  for (let start = 0; start < value.length;) {
    let end = start;
    while (end < value.length && !isLineEnd(value.charCodeAt(end))) end++;
    const next = value.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, value.length);
    push(ranges, start, keepsEnds ? next : end, state);
    start = next;
  }
  return new List(parts(text, ranges));
};

function partitioner(name: string, isFromRight: boolean): Method<Str> {
  return (text, given, state) => {
    const separator = plainArgument("", positionalArguments(`str.${name}`, given, 1, 1)[0]);
    if (separator === "") fail("ValueError", "empty separator");
    const value = plain(text);
    state.budget.spend(1 + (value.length >>> 4));
    const at = isFromRight ? findLastText(value, separator, value.length) : findText(value, separator, 0);
    const whole: readonly Str[] = [text];
    const empty = slice(text, 0, 0);
    if (at < 0) return new Tuple(isFromRight ? [empty, empty, ...whole] : [...whole, empty, empty]);
    const end = at + separator.length;
    return new Tuple([slice(text, 0, at), slice(text, at, end), slice(text, end, value.length)]);
  };
}

export const SPLIT_METHODS: readonly (readonly [string, Method<Str>])[] = [
  ["split", splitter("split", false)],
  ["rsplit", splitter("rsplit", true)],
  ["splitlines", splitLines],
  ["partition", partitioner("partition", false)],
  ["rpartition", partitioner("rpartition", true)],
];
