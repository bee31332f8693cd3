import { escapedPoint } from "./escaped-point.ts";
import { inParts } from "./in-parts.ts";

/** What `repr` escapes besides quotation marks: the backslash, and all that `str.isprintable` denies (by JavaScript's Unicode). */
const ESCAPED = /[\\\p{C}\p{Z}]/gu;

const NAMED: ReadonlyMap<string, string> = new Map([
  [" ", " "],
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** `repr` of a str: `'it'`, `"it's"`, `'\n\x00'`. */
export function quoted(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const written = inParts(text, (part) => part.replace(ESCAPED, escape));
  return mark + (mark === "'" ? written.replaceAll("'", "\\'") : written) + mark;
}

/** `ascii` of what `repr` wrote: all but ASCII is escaped. */
export function asciiOnly(text: string): string {
  return inParts(text, (part) => part.replace(/[^\0-\x7f]/gu, escape));
}

function escape(character: string): string {
  return NAMED.get(character) ?? escapedPoint(character.codePointAt(0) ?? 0);
}
