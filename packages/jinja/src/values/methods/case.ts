import { titleCase } from "../../strings/title-case.ts";
import { changedPieces, mapPieces } from "../derived.ts";
import { positionalArguments } from "../parameters.ts";
import type { RenderState } from "../render-state.ts";
import { type Str, Text, plain } from "../text.ts";
import type { Method } from "./method.ts";

const CASED = /\p{Cased}/u;

/** Whole, since a sigma's form depends on its neighbours. */
function lowered(text: string): string {
  return text.toLowerCase();
}

/** `text.title()`: the first letter of each run of letters with case in title case, the others in lower case. */
function titled(text: string): string {
  const lower = alignedLower(text);
  let result = "";
  let isWithin = false;
  let index = 0;
  for (const character of text) {
    result += isWithin ? (lower[index] ?? "") : titleCase(character);
    isWithin = CASED.test(character);
    index++;
  }
  return result;
}

/** The lower case of each character, with the sigmas that the whole text has. */
function alignedLower(text: string): readonly string[] {
  const whole = lowered(text);
  let at = 0;
  return Array.from(text, (character) => {
    const { length } = lowered(character);
    at += length;
    return whole.slice(at - length, at);
  });
}

/** `text.capitalize()` */
function capitalized(text: string): string {
  const [first = "", ...rest] = alignedLower(text);
  const [initial = first] = text;
  return titleCase(initial) + rest.join("");
}

const IS_UPPER = /\p{Uppercase}/u;
const IS_LOWER = /\p{Lowercase}/u;

function swapped(text: string): string {
  const lower = alignedLower(text);
  let result = "";
  let index = 0;
  for (const character of text) {
    const isUpper = IS_UPPER.test(character);
    result += isUpper ? (lower[index] ?? "") : IS_LOWER.test(character) ? character.toUpperCase() : character;
    index++;
  }
  return result;
}

const CHEROKEE = /[\u13a0-\u13f5\u13f8-\u13fd\uab70-\uabbf]/;

function folded(text: string): string {
  let result = "";
  for (const character of text) {
    if (CHEROKEE.test(character)) result += character.toUpperCase();
    else if (character === "\u0131") result += character;
    else for (const upper of lowered(character).toUpperCase()) result += lowered(upper);
  }
  return result;
}

/** Texts that stay as they are keep their places in the source. */
function recased(text: Str, change: (value: string) => string, state: RenderState): Str {
  const value = plain(text);
  state.budget.text(value.length);
  state.budget.spend(value.length >>> 2);
  if (typeof text === "string") return change(text);
  const whole = change(value);
  return whole.length === value.length
    ? Text.of(whole, changedPieces(text, whole), text.isMarkup)
    : mapPieces(text, change);
}

function caser(name: string, change: (value: string) => string): Method<Str> {
  return (text, given, state) => {
    positionalArguments(`str.${name}`, given, 0, 0);
    return recased(text, change, state);
  };
}

export const CASE_METHODS: readonly (readonly [string, Method<Str>])[] = [
  ["lower", caser("lower", lowered)],
  ["upper", caser("upper", (text) => text.toUpperCase())],
  ["capitalize", caser("capitalize", capitalized)],
  ["title", caser("title", titled)],
  ["swapcase", caser("swapcase", swapped)],
  ["casefold", caser("casefold", folded)],
];
