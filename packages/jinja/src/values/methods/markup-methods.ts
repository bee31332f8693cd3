import { escapeMarkup } from "../escape-markup.ts";
import { positionalArguments } from "../parameters.ts";
import { type Str, Text, derived } from "../text.ts";
import { isSpace } from "../../strings/white-space.ts";
import type { Method } from "./method.ts";

/** Of the entities that HTML names, those that escaping makes, and the commonest others. */
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", "\u00a0"],
  ["copy", "\u00a9"],
  ["raquo", "\u00bb"],
  ["laquo", "\u00ab"],
  ["mdash", "\u2014"],
  ["ndash", "\u2013"],
  ["hellip", "\u2026"],
]);

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]{1,8}));/g, (whole, decimal, hex, name) => {
    if (typeof name === "string") return ENTITIES.get(name) ?? whole;
    const point = typeof decimal === "string" ? Number(decimal) : Number.parseInt(hex, 16);
    return point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? "\ufffd" : String.fromCodePoint(point);
  });
}

/** Without tags and comments, white space collapsed, entities resolved. */
function withoutTags(text: string): string {
  let kept = "";
  let at = 0;
  for (let start = text.indexOf("<"); start >= 0; start = text.indexOf("<", at)) {
    const isComment = text.startsWith("<!--", start);
    const end = isComment ? text.indexOf("-->", start + 4) : text.indexOf(">", start);
    if (end < 0) break;
    kept += text.slice(at, start);
    at = end + (isComment ? 3 : 1);
  }
  kept += text.slice(at);
  let collapsed = "";
  let isGap = false;
  for (const character of kept) {
    if (isSpace(character.charCodeAt(0))) {
      isGap = collapsed !== "";
    } else {
      collapsed += isGap ? ` ${character}` : character;
      isGap = false;
    }
  }
  return unescaped(collapsed);
}

function changer(name: string, change: (text: string) => string): Method<Text> {
  return (text, given, state) => {
    positionalArguments(`Markup.${name}`, given, 0, 0);
    state.budget.text(text.value.length);
    const changed = change(text.value);
    return changed === text.value ? Text.unmarked(text) : derived(changed, text);
  };
}

const escape: Method<Str> = (_text, given, state) => {
  const [value = null] = positionalArguments("Markup.escape", given, 1, 1);
  return escapeMarkup(value, state);
};

/** What Markup has besides the methods of str. */
export const MARKUP_METHODS: ReadonlyMap<string, Method<Text>> = new Map<string, Method<Text>>([
  ["striptags", changer("striptags", withoutTags)],
  ["unescape", changer("unescape", unescaped)],
  ["escape", escape],
]);
