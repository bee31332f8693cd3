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

/** `ascii` of a str: all but ASCII is escaped. */
export function quotedAscii(text: string): string {
  return asciiOnly(quoted(text));
}

/** Escapes all but ASCII, in what `repr` wrote. */
export function asciiOnly(text: string): string {
  return inParts(text, (part) => part.replace(/[^\0-\x7f]/gu, escape));
}

function escape(character: string): string {
  const named = NAMED.get(character);
  if (named !== undefined) return named;
  const code = (character.codePointAt(0) ?? 0).toString(16);
  if (code.length <= 2) return `\\x${code.padStart(2, "0")}`;
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
}
