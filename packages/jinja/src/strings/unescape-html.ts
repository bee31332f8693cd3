import { BARE_NAMES, NAMED_CHARACTERS } from "./html-entities.ts";

const REFERENCE = /&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)/gu;
/** What the numbers of Windows-1252 stand for, from 128 on. */
const WINDOWS = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
const REPLACEMENT = "\ufffd";

/** Characters by name, those that need a semicolon with it. */
let characters: ReadonlyMap<string, string> | null = null;

function charactersByName(): ReadonlyMap<string, string> {
  if (characters !== null) return characters;
  const read = new Map<string, string>();
  const words = NAMED_CHARACTERS.split(" ");
  for (let index = 0; index < words.length; index += 2) read.set(`${words[index] ?? ""};`, words[index + 1] ?? "");
  for (const name of BARE_NAMES.split(" ")) read.set(name, read.get(`${name};`) ?? "");
  characters = read;
  return read;
}

/** `html.unescape(text)` of Python: `&lt;`, `&#60;`, `&#x3c;` and, by the longest name, `&ltb` → `<b`. */
export function unescapeHtml(text: string): string {
  return text.includes("&")
    ? text.replace(REFERENCE, (_all, reference: string) =>
        reference.startsWith("#") ? numbered(reference.slice(1)) : named(reference),
      )
    : text;
}

function named(reference: string): string {
  const known = charactersByName();
  const points = [...reference];
  for (let length = points.length; length > 1; length--) {
    const name = points.slice(0, length).join("");
    const character = known.get(name);
    if (character !== undefined) return character + reference.slice(name.length);
  }
  return `&${reference}`;
}

function numbered(reference: string): string {
  const digits = reference.replace(";", "");
  const point = /^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number(digits);
  if (point === 0 || (point >= 0xd800 && point <= 0xdfff) || point > 0x10ffff) return REPLACEMENT;
  if (point === 13) return "\r";
  if (point >= 128 && point < 160) return WINDOWS.charAt(point - 128);
  return isInvalid(point) ? "" : String.fromCodePoint(point);
}

/** Control characters and what Unicode says is no character. */
function isInvalid(point: number): boolean {
  const isControl = (point < 32 && point !== 9 && point !== 10 && point !== 12) || point === 127;
  return isControl || (point >= 0xfdd0 && point <= 0xfdef) || (point & 0xfffe) === 0xfffe;
}
