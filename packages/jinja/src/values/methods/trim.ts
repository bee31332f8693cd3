import { isSpace } from "../../strings/white-space.ts";
import { positionalArguments } from "../parameters.ts";
import type { RenderState } from "../render-state.ts";
import { slice } from "../slicer.ts";
import { type Str, plain } from "../text.ts";
import { type Method, optionalText, plainArgument } from "./method.ts";

type Side = "left" | "right" | "both";

/** `text.strip(characters)`; null strips white space. */
export function trimmed(text: Str, characters: string | null, side: Side, state: RenderState): Str {
  const value = plain(text);
  const isStripped = characters === null ? isSpacePoint : among(characters);
  let start = 0;
  let end = value.length;
  if (side !== "right") {
    for (let point = value.codePointAt(start); start < end && isStripped(point); point = value.codePointAt(start)) {
      start += width(point);
    }
  }
  if (side !== "left") {
    for (let point = pointBefore(value, end); start < end && isStripped(point); point = pointBefore(value, end)) {
      end -= width(point);
    }
  }
  state.budget.spend(1 + ((start + value.length - end) >>> 2));
  return slice(text, start, end);
}

function isSpacePoint(point: number | undefined): boolean {
  return point !== undefined && isSpace(point);
}

function among(characters: string): (point: number | undefined) => boolean {
  if (characters.length === 1) {
    const only = characters.codePointAt(0);
    return (point) => point === only;
  }
  const points = new Set(Array.from(characters, (character) => character.codePointAt(0)));
  return (point) => points.has(point);
}

function width(point: number | undefined): number {
  return point !== undefined && point > 0xffff ? 2 : 1;
}

function pointBefore(value: string, end: number): number | undefined {
  const pair = value.codePointAt(end - 2);
  return pair !== undefined && pair > 0xffff ? pair : value.codePointAt(end - 1);
}

function strip(name: string, side: Side): Method<Str> {
  return (text, given, state) => {
    const [characters] = positionalArguments(`str.${name}`, given, 0, 1);
    const stripped = optionalText(name, characters);
    if (stripped !== null) state.budget.spend(stripped.length);
    return trimmed(text, stripped, side, state);
  };
}

const removePrefix: Method<Str> = (text, given, state) => {
  const prefix = plainArgument("removeprefix() argument", positionalArguments("str.removeprefix", given, 1, 1)[0]);
  state.budget.spend(1 + (prefix.length >>> 4));
  const value = plain(text);
  return value.startsWith(prefix) ? slice(text, prefix.length, value.length) : text;
};

const removeSuffix: Method<Str> = (text, given, state) => {
  const suffix = plainArgument("removesuffix() argument", positionalArguments("str.removesuffix", given, 1, 1)[0]);
  state.budget.spend(1 + (suffix.length >>> 4));
  const value = plain(text);
  return value.endsWith(suffix) ? slice(text, 0, value.length - suffix.length) : text;
};

export const TRIM_METHODS: readonly (readonly [string, Method<Str>])[] = [
  ["strip", strip("strip", "both")],
  ["lstrip", strip("lstrip", "left")],
  ["rstrip", strip("rstrip", "right")],
  ["removeprefix", removePrefix],
  ["removesuffix", removeSuffix],
];
